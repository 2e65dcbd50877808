/** An element as a reader sees it. Blanks between elements are left out. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/** What is used of a streaming parser; the tests bring a strict one. */
interface XmlParser {
  on(event: "opentag", handler: (tag: OpenTag) => void): void;
  on(event: "closetag", handler: () => void): void;
  on(event: "text", handler: (text: string) => void): void;
  on(event: "cdata", handler: (text: string) => void): void;
  on(event: "error", handler: (error: Error) => void): void;
  write(text: string): { close(): unknown };
}

interface OpenTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface Growing {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Growing[];
  text: string;
}

/**
 * The root element of a document.
 * @throws when the document is not well-formed.
 */
export function xmlTree(parser: XmlParser, document: string): XmlNode {
  const root: Growing = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, value]) => [key, String(value)]);
    const node: Growing = { name, attributes: Object.fromEntries(values), children: [], text: "" };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  const addText = (text: string): void => {
    const top = open.at(-1);
    if (top !== undefined) top.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const node = open.pop();
    if (node !== undefined && node.children.length > 0 && node.text.trim() === "") node.text = "";
  });
  parser.write(document).close();
  const [first] = root.children;
  if (first === undefined) throw new Error("the document has no element");
  return first;
}

/** All elements of a name, in document order. */
export function elementsOf(node: XmlNode, name: string): readonly XmlNode[] {
  const below = node.children.flatMap((child) => elementsOf(child, name));
  return node.name === name ? [node, ...below] : below;
}
