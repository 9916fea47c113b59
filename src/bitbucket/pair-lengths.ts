/** How long Keys and Secrets have been: until 2026, and since. */
export const lengthsSeen = [
  { key: 18, secret: 32 },
  { key: 32, secret: 76 },
] as const;
