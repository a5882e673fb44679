export { RULINGS, takesObjections, type NoticeRefusal, type NoticeStatus, type Ruling } from './notice.ts';
