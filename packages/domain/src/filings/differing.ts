/** So much of what stayed the same is shown on either side of what did not. */
const BESIDE = 20;

type Texts = { readonly before: string; readonly after: string };

function commonLength(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
}

/**
 * The part in which two texts differ, with a little of what surrounds it, each at most `longest` characters; what is left out is
 * marked by an ellipsis. Texts that are no longer than that stay whole. Characters are counted as people see most of them, so none is cut in two.
 */
export function differing({ before, after }: Texts, longest: number): Texts {
  const [was, is] = [[...before], [...after]];
  if (Math.max(was.length, is.length) <= longest) return { before, after };
  const start = commonLength(was, is);
  const end = commonLength(was.slice(start).reverse(), is.slice(start).reverse());
  const from = Math.max(0, start - BESIDE);
  const part = (text: readonly string[]): string => {
    const to = Math.min(text.length, text.length - end + BESIDE, from + longest);
    return `${from > 0 ? '…' : ''}${text.slice(from, to).join('')}${to < text.length ? '…' : ''}`;
  };
  return { before: part(was), after: part(is) };
}
