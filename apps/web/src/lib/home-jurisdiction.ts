/** Whose figures the front page shows and whose rules the eligibility check starts with. */
export const homeJurisdiction = '370200';
