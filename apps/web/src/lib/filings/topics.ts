import { fieldOf, type Part } from './part.ts';
import { orNull, rowsOf } from './typed-fields.ts';

const KEYS = ['title', 'objective', 'indicators'] as const;
export type TopicRow = Record<(typeof KEYS)[number], string>;
export type Topics = { topics: TopicRow[] };

export const emptyTopic = (): TopicRow => ({ title: '', objective: '', indicators: '' });

export const topics: Part<Topics> = {
  step: 'topics',
  typed: (form) => ({ topics: rowsOf(form, 'topics', KEYS) }),
  of: (filing) => ({
    topics: filing.topics.map(({ title, objective, indicators }) => ({
      title,
      objective: objective ?? '',
      indicators: indicators ?? '',
    })),
  }),
  edit: (typed) => ({
    errors: {},
    edits: [
      {
        path: '',
        body: {
          topics: typed.topics.map(({ title, objective, indicators }) => ({
            title,
            objective: orNull(objective),
            indicators: orNull(indicators),
          })),
        },
        field: fieldOf,
      },
    ],
  }),
  spare: ({ topics: rows }) => ({ topics: [...rows, emptyTopic()] }),
};
