/** Root-relative paths with `/` between their parts, as identities, reports and imports use them. */

/** The folder that holds this file; empty for a file at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** `path` as seen from `folder`, without `.` and inner `..`. A leading `..` that remains leads out of the root. */
export function resolvePath(folder: string, path: string): string {
  const whole = path.startsWith("/") ? path : `${folder}/${path}`;
  const isAbsolute = path.startsWith("/") || folder.startsWith("/");
  const parts: string[] = [];
  for (const part of whole.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && canGoUp(parts, isAbsolute)) parts.pop();
    else parts.push(part);
  }
  return (isAbsolute ? "/" : "") + parts.join("/");
}

/** Above the top of the file system there is nothing; above the root of the project there may be. */
function canGoUp(parts: readonly string[], isAbsolute: boolean): boolean {
  const last = parts.at(-1);
  return isAbsolute || (last !== undefined && last !== "..");
}

/** Whether a path, as `resolvePath` gives it, leaves the root. */
export function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../") || path.startsWith("/");
}

/** How to write `path` when standing in `folder`; both root-relative. */
export function relativePath(folder: string, path: string): string {
  if (folder === "" || path.startsWith("/")) return path;
  const [from, to] = [folder.split("/"), path.split("/")];
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}
