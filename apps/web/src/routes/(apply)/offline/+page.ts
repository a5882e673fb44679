// Kept on the device whole: /offline.js is all that it runs.
export const csr = false;
