export { deadlineAfter, elapsedWorkingDays, publicityEnd, workingDaysLeft, type Elapsed } from './periods.ts';
export {
  addWorkingDays,
  countWorkingDays,
  isWorkingDay,
  type CalendarRefusal,
  type CalendarYear,
  type WorkingCalendar,
} from './working-calendar.ts';
export { publishedCalendar } from './years.data.ts';
