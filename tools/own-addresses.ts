import type { Rule } from 'eslint';

/** The part of a syntax node that this rule looks at; components bring kinds that the linter's own types do not know. */
type Node = {
  type: string;
  value?: unknown;
  key?: { name?: unknown; value?: unknown };
  expression?: Node | null;
  property?: { type: string; name?: string };
  quasis?: { value: { cooked?: string | null } }[];
  expressions?: Node[];
  callee?: Node;
  left?: Node;
  right?: Node;
  consequent?: Node;
  alternate?: Node;
  name?: string;
};

const LEADING = new Set(['href', 'src', 'action', 'formaction', 'formAction', 'poster']);
const message =
  'An address is built by link() or one of the …Href functions: what somebody typed may begin with javascript:.';

/** Whether an expression can only be an address of ours: a function made it, it begins as one, or it was already called one. */
function isOwn(node: Node | null | undefined): boolean {
  switch (node?.type) {
    case 'MemberExpression':
      return (
        node.property?.type === 'Identifier' &&
        /^(pathname|search|origin|action|back|address)$|[hH]ref$/.test(node.property.name ?? '')
      );
    case 'TemplateLiteral': {
      const begins = node.quasis?.[0]?.value.cooked ?? '';
      return begins === '' ? isOwn(node.expressions?.[0]) : /^[/#?]/.test(begins);
    }
    case 'ConditionalExpression':
      return isOwn(node.consequent) && isOwn(node.alternate);
    case 'LogicalExpression':
      return isOwn(node.right) && (node.left?.type !== 'MemberExpression' || isOwn(node.left) || isTest(node));
    case 'BinaryExpression':
      return isOwn(node.left);
    default:
      // A call, a constant, or a variable: what a variable holds was looked at where it was written as `href`.
      return true;
  }
}

/** Of `a && b` only b is ever an address. */
const isTest = (node: Node): boolean => (node as { operator?: string }).operator === '&&';

/** No value of the data becomes an address by itself: neither in markup nor in a list of links. */
export const ownAddresses: Rule.RuleModule = {
  create: (context) => ({
    SvelteAttribute(node: unknown) {
      type Attribute = { key: { name: string }; value: Node[]; parent: { parent: { kind?: string } } };
      const { key, value, parent } = node as Attribute;
      // Of components only `href` means the same as in markup.
      if (!LEADING.has(key.name) || (key.name !== 'href' && parent.parent.kind !== 'html')) return;
      const [first] = value;
      const isBad = first?.type === 'SvelteMustacheTag' && !isOwn(first.expression);
      if (isBad) context.report({ node: first as unknown as Rule.Node, message });
    },
    Property(node) {
      const { key, value } = node as unknown as { key: { name?: string; value?: string }; value: Node };
      if ((key.name ?? key.value) === 'href' && !isOwn(value)) context.report({ node, message });
    },
  }),
};
