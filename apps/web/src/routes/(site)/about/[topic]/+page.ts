import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types';

const topics = {
  sources: () => ({
    title: m['about.sources.title'](),
    lede: m['about.sources.lede'](),
    parts: [
      { head: m['about.sources.first_head'](), text: m['about.sources.first']() },
      { head: m['about.sources.second_head'](), text: m['about.sources.second']() },
      { head: m['about.sources.third_head'](), text: m['about.sources.third']() },
    ],
  }),
  data: () => ({
    title: m['about.data.title'](),
    lede: m['about.data.lede'](),
    parts: [
      { head: m['about.data.first_head'](), text: m['about.data.first']() },
      { head: m['about.data.second_head'](), text: m['about.data.second']() },
      { head: m['about.data.third_head'](), text: m['about.data.third']() },
    ],
  }),
  accessibility: () => ({
    title: m['about.accessibility.title'](),
    lede: m['about.accessibility.lede'](),
    parts: [
      { head: m['about.accessibility.first_head'](), text: m['about.accessibility.first']() },
      { head: m['about.accessibility.second_head'](), text: m['about.accessibility.second']() },
      { head: m['about.accessibility.third_head'](), text: m['about.accessibility.third']() },
    ],
  }),
  privacy: () => ({
    title: m['about.privacy.title'](),
    lede: m['about.privacy.lede'](),
    parts: [
      { head: m['about.privacy.first_head'](), text: m['about.privacy.first']() },
      { head: m['about.privacy.second_head'](), text: m['about.privacy.second']() },
      { head: m['about.privacy.third_head'](), text: m['about.privacy.third']() },
    ],
  }),
};

export const load: PageLoad = ({ params, setHeaders }) => {
  if (!Object.hasOwn(topics, params.topic)) error(404, { message: m['ui.error.not_found'](), code: 'not-found' });
  setHeaders({ 'cache-control': 'public, max-age=3600' });
  return topics[params.topic as keyof typeof topics]();
};
