export {
  comparableNumber,
  CONSORTIUM_STATUSES,
  registrationNumber,
  statusAt,
  validityFrom,
  type ConsortiumRefusal,
  type ConsortiumStatus,
  type Registration,
} from './consortium.ts';
