export type Language = 'zh' | 'en';
/** full 2026年11月22日（周日）; day without the weekday; short for console tables; clock 12:03; moment is day and clock. */
export type DateForm = 'full' | 'day' | 'short' | 'clock' | 'moment';

type Parts = { year: number; month: number; day: number; weekday: number; clock: string | null };

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shanghai = 8 * 3_600_000;

function parts(at: string): Parts | null {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const ms = Date.parse(isDay ? `${at}T00:00:00Z` : at);
  if (Number.isNaN(ms)) return null;
  const local = new Date(isDay ? ms : ms + shanghai);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    clock: isDay ? null : local.toISOString().slice(11, 16),
  };
}

function zh(p: Parts, form: DateForm, thisYear: number | null): string {
  const weekday = weekdays.zh[p.weekday];
  const day = `${p.year}年${p.month}月${p.day}日`;
  if (form === 'full') return `${day}（${weekday}）`;
  if (form === 'short') return `${p.year === thisYear ? '' : `${p.year}年`}${p.month}月${p.day}日 ${weekday}`;
  return form === 'moment' && p.clock ? `${day} ${p.clock}` : day;
}

function en(p: Parts, form: DateForm, thisYear: number | null): string {
  const weekday = weekdays.en[p.weekday];
  const day = `${p.day} ${months[p.month - 1]} ${p.year}`;
  if (form === 'full') return `${weekday} ${day}`;
  if (form === 'short') return `${weekday} ${p.day} ${months[p.month - 1]}${p.year === thisYear ? '' : ` ${p.year}`}`;
  return form === 'moment' && p.clock ? `${day}, ${p.clock}` : day;
}

/** A calendar day or an instant in words, always as Shanghai sees it. What cannot be read is shown as it is. */
export function formatDate(at: string, form: DateForm, language: Language, now?: string): string {
  const p = parts(at);
  if (!p) return at;
  if (form === 'clock') return p.clock ?? '';
  const thisYear = now ? (parts(now)?.year ?? null) : null;
  return language === 'zh' ? zh(p, form, thisYear) : en(p, form, thisYear);
}

/** The calendar day in Shanghai on which an instant falls. */
export function shanghaiDay(instant: string): string {
  const p = parts(instant);
  return p ? `${p.year}-${String(p.month).padStart(2, '0')}-${String(p.day).padStart(2, '0')}` : instant;
}
