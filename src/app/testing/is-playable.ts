import { PLATFORMS } from "../../platforms/registry.ts";

/**
 * Whether the platform that a text names is one of ours. A text that names none is about none. So the tests of what
 * all platforms share hold for any registry: a platform that is taken out takes only its own files with it.
 */
export function isPlayable(text: string): boolean {
  const [, platform] = /^\s*platform ([a-z][a-z0-9-]*)/m.exec(text) ?? [];
  return platform === undefined || Object.hasOwn(PLATFORMS, platform);
}
