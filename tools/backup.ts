import { resolve } from 'node:path';
import { backUp } from './backup/back-up.ts';
import { dataFolder } from './paths.ts';

const time = new Date().toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');
const file = resolve(process.argv[2] ?? `lianchuang-${time}.backup`);
const startedAt = performance.now();
try {
  const { counts, files } = await backUp(dataFolder, file);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const told = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  told.push(`files ${files?.held ?? 0}`);
  if (files !== undefined && files.lost > 0) console.error(`附件缺失 files lost by the store: ${files.lost}`);
  console.log(`${file}\n${told.join(', ')} (${seconds} s)`);
  console.log('文件含个人信息，请存放到另一台机器。 The file holds personal data; keep it on another machine.');
} catch (error) {
  console.error(`备份失败 not backed up: ${(error as Error).message}`);
  process.exitCode = 1;
}
