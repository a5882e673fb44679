// Nothing is interactive until an area says so; a page that is not found needs no script either.
export const csr = false;
