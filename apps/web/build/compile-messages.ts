import { compile } from '@inlang/paraglide-js';
import { paraglide } from '../paraglide.config.ts';

await compile(paraglide);
