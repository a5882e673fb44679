import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { completeMessages } from './build/complete-messages.ts';
import { paraglide } from './paraglide.config.ts';

const chrome100 = 100 << 16;
const safari15_4 = (15 << 16) | (4 << 8);

export default defineConfig({
  plugins: [completeMessages('messages'), paraglideVitePlugin(paraglide), sveltekit()],
  css: {
    transformer: 'lightningcss',
    lightningcss: { targets: { chrome: chrome100, safari: safari15_4, ios_saf: safari15_4 } },
  },
  build: {
    target: ['chrome100', 'safari15.4', 'ios15.4'],
    cssMinify: 'lightningcss',
    // A list of every page's scripts would be the third part of what each page loads first; styles are still asked for early.
    modulePreload: { resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')) },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // All component styles in one file: it is small, and every page after the first has it already.
            { name: 'ui', test: /\/lib\/.*type=style/ },
            // What most pages share in one script: forty small ones cost more than what a page does not use of it.
            { name: 'shared', test: /\/src\/lib\//, minShareCount: 16 },
          ],
        },
      },
      onLog(level, log, handle) {
        // Kit's own app.js asks for optional hooks that are not there; anywhere else it is a mistake.
        const isKit = log.message.includes('.svelte-kit/generated');
        if ((log.code === 'IMPORT_IS_UNDEFINED' && !isKit) || log.code === 'MISSING_EXPORT')
          throw new Error(log.message);
        if (!isKit) handle(level, log);
      },
    },
  },
  test: { include: ['{src,build,worker}/**/*.test.ts'], environment: 'node' },
});
