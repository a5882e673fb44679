import type { OfficeRole } from '@lianchuang/domain/organizations';

export const DEMO_PASSWORD = 'lianchuang-demo';

/** The accounts that `start` prints. */
// prettier-ignore
export const ACCOUNTS: readonly { readonly email: string; readonly name: string; readonly office?: OfficeRole }[] = [
  { email: 'lead@demo.example', name: '示例牵头人' },
  { email: 'member@demo.example', name: '示例成员签署人' },
  { email: 'university@demo.example', name: '示例高校签署人' },
  { email: 'outsider@demo.example', name: '示例旁观者' },
  { email: 'expert@demo.example', name: '示例专家', office: 'expert' },
  { email: 'recommender@demo.example', name: '示例推荐人', office: 'recommender' },
  { email: 'clerk@demo.example', name: '示例经办', office: 'clerk' },
  { email: 'director@demo.example', name: '示例负责人', office: 'director' },
  { email: 'auditor@demo.example', name: '示例审计', office: 'auditor' },
  { email: 'admin@demo.example', name: '示例系统管理员', office: 'system_administrator' },
  { email: 'security@demo.example', name: '示例安全管理员', office: 'security_administrator' },
];
