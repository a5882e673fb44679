export * from './merkle.ts';
export * from './overdue.ts';
