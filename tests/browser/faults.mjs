// What was looked at and what of it is not as it should be.

export const faults = [];
let looked = 0;

export const looks = () => looked;

export function check(what, found, expected) {
  looked += 1;
  const [a, b] = [found, expected].map((value) => JSON.stringify(value));
  if (a !== b) faults.push(`${what}:\n    found    ${String(a).slice(0, 400)}\n    expected ${b.slice(0, 400)}`);
}

export function holds(what, whether) {
  looked += 1;
  if (!whether) faults.push(what);
}
