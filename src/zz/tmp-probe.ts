export function bad(x: any): number {
  const a = Math.random();
  const b = Date.now();
  const c = new Date();
  const d = performance.now();
  setTimeout(() => undefined, 3);
  const e = new Date(0);
  const f = Date.now;
  const g = { now: () => 3 };
  return a + b + c.getTime() + d + x!.y + e.getTime() + f() + g.now();
}
export default bad;
