import type { FilingStatus } from '@lianchuang/domain/filings';

/** An example case: who leads it, what it is about, how far it has come and when it began (days before today). */
export type DemoCase = {
  readonly lead: string;
  readonly name: string;
  readonly industry: string;
  readonly goal: string;
  readonly partners: readonly string[];
  readonly months: number;
  readonly reaches: FilingStatus | 'expired' | 'revoked';
  readonly daysAgo: number;
  /** Why a shortfall should be waived, by rule. */
  readonly waiver?: { readonly ruleId: string; readonly reason: string };
  /** How many of the members have signed a draft. */
  readonly signed?: number;
  readonly policy?: string;
};

const FULL = ['bearing', 'material', 'harbour', 'ocean', 'institute'];
const WIDE = ['bearing', 'material', 'motor', 'power', 'ocean', 'tech', 'institute'];

// prettier-ignore
export const CASES: readonly DemoCase[] = [
  { lead: 'display', name: '示例新型显示驱动芯片创新联合体', industry: 'qd-it', goal: '突破超高清显示驱动芯片的低功耗架构，形成可量产的套片与测试规范', partners: FULL, months: 36, reaches: 'registered', daysAgo: 300 },
  { lead: 'aircraft', name: '示例低空物流航空器适航与运行服务创新联合体', industry: 'qd-low-altitude', goal: '建立低空物流航空器适航验证方法，完成海岛航线 1000 架次示范运行', partners: ['motor', 'material', 'harbour', 'power', 'ocean', 'tech'], months: 24, reaches: 'registered', daysAgo: 265 },
  { lead: 'medicine', name: '示例海洋药物与生物制品创新联合体', industry: 'qd-health', goal: '从海洋微生物中筛选先导化合物，两个候选品种进入临床前研究', partners: ['material', 'bearing', 'harbour', 'ocean', 'tech', 'institute'], months: 36, reaches: 'registered', daysAgo: 240 },
  { lead: 'model', name: '示例海洋领域大模型创新联合体', industry: 'qd-ai', goal: '建成海洋环境预报与装备运维大模型，预报时效提高一倍', partners: FULL, months: 36, reaches: 'registered', daysAgo: 200 },
  { lead: 'memory', name: '示例磁存储芯片先进封装创新联合体', industry: 'qd-it', goal: '完成磁存储芯片晶圆级封装工艺，良率达到 98%', partners: FULL, months: 36, reaches: 'registered', daysAgo: 160 },
  { lead: 'battery', name: '示例面向高盐雾海洋环境的智能网联新能源汽车动力电池安全监测、梯次利用与回收创新联合体', industry: 'qd-nev', goal: '形成高盐雾环境动力电池安全监测与梯次利用成套技术，热失控预警提前 30 分钟', partners: WIDE, months: 36, reaches: 'registered', daysAgo: 125 },
  { lead: 'offshore', name: '示例深海装备关键材料与传动系统创新联合体', industry: 'qd-equipment', goal: '面向深海装备长寿命运行，联合攻关耐压耐蚀材料、重载传动与密封，形成可装船验证的整套部件', partners: ['bearing', 'material', 'power', 'harbour', 'ocean', 'tech', 'institute'], months: 36, reaches: 'registered', daysAgo: 90 },
  { lead: 'robot', name: '示例人形机器人关节模组创新联合体', industry: 'qd-ai', goal: '研制高扭矩密度关节模组，峰值扭矩密度达到 200 牛米每千克', partners: ['bearing', 'material', 'motor', 'harbour', 'power', 'ocean', 'tech'], months: 36, reaches: 'registered', daysAgo: 60 },
  { lead: 'wind', name: '示例海上风电大功率传动与轴承创新联合体', industry: 'qd-green-energy', goal: '突破 18 兆瓦级海上风电主轴承与齿轮箱国产化，完成一年挂机验证', partners: ['bearing', 'material', 'motor', 'power', 'ocean', 'institute'], months: 36, reaches: 'registered', daysAgo: 40 },
  { lead: 'tool', name: '示例工业母机数控系统创新联合体', industry: 'qd-equipment', goal: '完成五轴联动数控系统与核心功能部件验证', partners: FULL, months: 6, reaches: 'expired', daysAgo: 250 },
  { lead: 'imaging', name: '示例高端医学影像设备创新联合体', industry: 'qd-health', goal: '完成光子计数探测器样机', partners: FULL, months: 36, reaches: 'revoked', daysAgo: 220 },
  { lead: 'lead', name: '示例海上平台无人巡检创新联合体', industry: 'qd-ai', goal: '建成海上平台全天候无人巡检系统，巡检人力减少七成', partners: FULL, months: 36, reaches: 'in_review', daysAgo: 30 },
  { lead: 'lead', name: '示例水下观测网装备创新联合体', industry: 'qd-equipment', goal: '突破水下接驳盒长期供电与密封，在 2000 米连续工作 5 年', partners: FULL, months: 36, reaches: 'correction', daysAgo: 12 },
  { lead: 'lead', name: '示例极地科考装备可靠性创新联合体', industry: 'qd-equipment', goal: '攻克零下 50 摄氏度密封、传动与结构可靠性', partners: ['bearing', 'material', 'harbour', 'ocean'], months: 36, reaches: 'draft', daysAgo: 3, signed: 1 },
  { lead: 'hydrogen', name: '示例氢能船舶动力系统创新联合体', industry: 'qd-green-energy', goal: '船用燃料电池兆瓦级系统集成与氢安全', partners: ['bearing', 'power', 'harbour', 'ocean', 'institute'], months: 36, reaches: 'submitted', daysAgo: 6 },
  { lead: 'membrane', name: '示例海水淡化核心膜创新联合体', industry: 'qd-equipment', goal: '反渗透膜脱盐率 99.8%，寿命 5 年', partners: ['material', 'motor', 'harbour', 'ocean'], months: 36, reaches: 'accepted', daysAgo: 12, waiver: { ruleId: 'composition-academic-institutions-min', reason: '本领域在青高校院所仅一家有膜材料中试平台，另一家正在洽谈，预计半年内加入。' } },
  { lead: 'port', name: '示例智慧港口装备创新联合体', industry: 'qd-ai', goal: '自动化码头集群调度与装备健康管理', partners: FULL, months: 36, reaches: 'submitted', daysAgo: 10 },
  { lead: 'wind', name: '示例深远海养殖装备创新联合体', industry: 'qd-equipment', goal: '抗台风养殖平台与智能投喂', partners: FULL, months: 36, reaches: 'reviewed', daysAgo: 35 },
  { lead: 'robot', name: '示例水下机器人集群作业创新联合体', industry: 'qd-ai', goal: '十台以上水下机器人协同作业与通信', partners: FULL, months: 36, reaches: 'in_publicity', daysAgo: 17 },
  { lead: 'memory', name: '示例先进封装材料创新联合体', industry: 'qd-it', goal: '封装基板材料国产化', partners: FULL, months: 36, reaches: 'rejected', daysAgo: 80 },
  { lead: 'display', name: '示例车载显示创新联合体', industry: 'qd-nev', goal: '车规级显示模组', partners: FULL, months: 36, reaches: 'withdrawn', daysAgo: 70 },
  { lead: 'model', name: '示例近岸遥感监测创新联合体', industry: 'qd-ai', goal: '近岸生态遥感监测', partners: FULL, months: 36, reaches: 'lapsed', daysAgo: 100 },
  { lead: 'luoyang', name: '示例洛阳重型矿山装备创新联合体', industry: 'ly-open', goal: '大型矿山提升与破磨装备可靠性', partners: [...WIDE, 'ly1', 'ly2', 'ly3'], months: 36, reaches: 'registered', daysAgo: 75, policy: 'pol_luoyang-2025' },
  { lead: 'luoyang', name: '示例洛阳特种轴承创新联合体', industry: 'ly-open', goal: '航天与风电特种轴承', partners: [...WIDE, 'ly1', 'ly2', 'ly3'], months: 36, reaches: 'submitted', daysAgo: 4, policy: 'pol_luoyang-2025' },
];
