/**
 * A forest of devices by index: siblings in the order in which they were written. Every walk is iterative,
 * so that a chain of 100,000 nodes is as good as a flat list.
 */
export interface Tree {
  readonly roots: readonly number[];
  /** By node. */
  readonly children: readonly (readonly number[])[];
  /** By node; −1 for a root. */
  readonly parents: readonly number[];
}

/** The forest in which node `i` has the parent `parents[i]`, −1 for none. Siblings keep the order of their numbers. */
export function treeOf(parents: readonly number[]): Tree {
  const roots: number[] = [];
  const children: number[][] = parents.map(() => []);
  for (const [node, parent] of parents.entries()) {
    (parent < 0 ? roots : children[parent])?.push(node);
  }
  return { roots, children, parents };
}

/** Parents before their children, siblings first to last. */
export function preOrder(tree: Tree): readonly number[] {
  const order: number[] = [];
  const stack = tree.roots.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    order.push(node);
    pushReversed(tree.children[node] ?? [], stack);
  }
  return order;
}

/** Children before their parents, siblings first to last. */
export function postOrder(tree: Tree): readonly number[] {
  return mirroredPreOrder(tree).toReversed();
}

/** Parents before their children, siblings last to first: exactly the reverse of `postOrder`. */
export function mirroredPreOrder(tree: Tree): readonly number[] {
  const order: number[] = [];
  const stack = [...tree.roots];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    order.push(node);
    for (const child of tree.children[node] ?? []) stack.push(child);
  }
  return order;
}

/** Children before their parents, siblings last to first: exactly the reverse of `preOrder`. */
export function mirroredPostOrder(tree: Tree): readonly number[] {
  return preOrder(tree).toReversed();
}

/** The node and everything below it, in pre-order. */
export function below(tree: Tree, node: number): readonly number[] {
  return preOrder({ ...tree, roots: [node] });
}

/** The node's parent, its parent's parent and so on up to a root. */
export function ancestors(tree: Tree, node: number): readonly number[] {
  const found: number[] = [];
  for (let up = tree.parents[node] ?? -1; up >= 0; up = tree.parents[up] ?? -1) found.push(up);
  return found;
}

function pushReversed(nodes: readonly number[], stack: number[]): void {
  for (let index = nodes.length - 1; index >= 0; index--) stack.push(nodes[index] as number);
}
