import type { Material } from '../material.ts';
import { leadSignaturePage, memberQualification, signaturePage } from './usual-materials.ts';

// The guideline publishes no list of materials: each entry proves a clause of it, and none of them stops a filing.
const GUIDELINE = '《青岛市创新联合体组建工作指引》（青科字〔2025〕5号），引自青岛日报/观海新闻报道（记者 耿婷婷）';
const quoted = (text: string, key = text) => ({ text, key, source: GUIDELINE });

export const qingdaoMaterials: readonly Material[] = [
  {
    id: 'lead-registration',
    name: { zh: '牵头单位营业执照', en: 'Business licence of the lead' },
    clause: quoted('牵头单位须为青岛独立注册的创新领军企业', '须为青岛独立注册'),
    strength: 'encouraged',
    providedBy: 'lead',
    partOfAgreement: false,
    accepts: ['document', 'picture'],
    most: 2,
    help: { zh: '正本或副本的扫描件、照片均可。', en: 'A scan or photo of the original or the duplicate.' },
    example: {
      zh: '四角完整，统一社会信用代码、住所和登记机关看得清。',
      en: 'All four corners visible; credit code, address and registering authority legible.',
    },
  },
  {
    id: 'lead-rd-capability',
    name: { zh: '牵头单位研发能力说明', en: 'Research capability of the lead' },
    clause: quoted('牵头单位应该科技研发能力强、研发队伍稳定', '科技研发能力强、研发队伍稳定'),
    strength: 'encouraged',
    providedBy: 'lead',
    partOfAgreement: false,
    accepts: ['document'],
    most: 3,
    help: {
      zh: '写明研发投入、研发队伍、研发平台和近三年代表性成果。',
      en: 'State research spending, staff, platforms and the main results of the last three years.',
    },
    example: {
      zh: '数字有出处：研发费用与审计报告一致，人数与社保缴纳人数一致，平台附批复文号。',
      en: 'Figures can be traced: spending as audited, staff as insured, platforms with the number of their approval.',
    },
    template: {
      parts: [
        {
          heading: '一、单位概况',
          lines: ['单位名称：{provider}', '统一社会信用代码：{providerUscc}', '主营业务和行业地位：'],
        },
        {
          heading: '二、研发投入和研发队伍（近三年）',
          table: { columns: ['年度', '研发费用（万元）', '占营业收入比例', '研发人员数'], rows: 'blank' },
        },
        { heading: '三、研发平台', table: { columns: ['平台名称', '级别', '批复文号', '批复时间'], rows: 'blank' } },
        {
          heading: '四、代表性成果',
          table: { columns: ['成果名称', '解决的技术问题', '证明材料', '时间'], rows: 'blank' },
        },
      ],
      stampedBy: 'provider',
    },
  },
  {
    id: 'lead-economic-strength',
    name: { zh: '牵头单位上一年度审计报告', en: 'Audit report of the lead for last year' },
    clause: quoted('具有较强的经济实力和市场影响力'),
    strength: 'encouraged',
    providedBy: 'lead',
    partOfAgreement: false,
    accepts: ['document'],
    most: 3,
    help: { zh: '会计师事务所出具的审计报告全文。', en: 'The whole report of the auditing firm.' },
    example: {
      zh: '含审计意见页、资产负债表和利润表，骑缝章清楚，验证码可查。',
      en: 'With opinion, balance sheet and income statement; the seal across the pages legible, its code valid.',
    },
  },
  {
    id: 'cooperation-basis',
    name: { zh: '合作基础证明', en: 'Proof of earlier cooperation' },
    clause: quoted(
      '在技术研发、成果产出、专利布局、标准制定、国际合作等方面具备合作基础和合作意愿',
      '具备合作基础和合作意愿',
    ),
    strength: 'encouraged',
    providedBy: 'lead',
    partOfAgreement: false,
    accepts: ['document', 'picture'],
    most: 10,
    help: {
      zh: '与成员单位签订的合作协议、共同承担的项目、共有的专利或标准。',
      en: 'Agreements, joint projects, shared patents or standards with the members.',
    },
    example: {
      zh: '首页、双方名称、合作内容和签字盖章页齐全；合同价款可以遮盖。',
      en: 'First page, both names, the subject and the signed page; prices may be covered.',
    },
  },
  {
    id: 'agreement-annex',
    name: { zh: '组建协议附件', en: 'Annex to the agreement' },
    clause: quoted('创新联合体各成员单位要签订组建协议', '要签订组建协议'),
    strength: 'encouraged',
    providedBy: 'lead',
    partOfAgreement: true,
    accepts: ['document'],
    most: 5,
    help: {
      zh: '系统里写不下的约定，如技术方案、知识产权清单。它是协议的一部分：上传或移除后，各成员须重新签署。',
      en: 'What does not fit the form, such as a technical scheme. It is part of the agreement: members sign again after it changes.',
    },
    example: {
      zh: '标明「组建协议附件」和编号，内容与系统里填写的课题、分工不矛盾。',
      en: 'Marked as an annex with its number, and in line with topics and tasks in the form.',
    },
  },
  {
    id: 'fund-management-method',
    name: { zh: '经费管理办法', en: 'Method of managing funds' },
    clause: quoted('健全经费管理办法'),
    strength: 'encouraged',
    providedBy: 'lead',
    partOfAgreement: false,
    accepts: ['document'],
    most: 2,
    help: { zh: '联合体共同经费怎么出、怎么用、怎么查。', en: 'How common money is raised, spent and audited.' },
    example: {
      zh: '写明出资比例、专账核算、支出审批权限和审计安排。',
      en: 'Shares, separate accounts, who approves spending, and audits.',
    },
    template: {
      parts: [
        { heading: '第一条 适用范围', lines: ['本办法适用于{consortium}各成员单位共同投入经费的筹集、使用和监督。'] },
        { heading: '第二条 经费来源', lines: ['各成员单位按组建协议约定的方式和时间投入：'] },
        {
          heading: '各方投入',
          table: { columns: ['成员单位', '出资方式', '金额（万元）', '到位时间'], rows: 'members' },
        },
        { heading: '第三条 核算', lines: ['由{lead}设立专账，单独核算，专款专用。'] },
        { heading: '第四条 支出审批', lines: ['单笔        万元以下由        审批；以上由决策机构集体决定。'] },
        { heading: '第五条 监督', lines: ['每年        月前向各成员单位公布收支情况，并接受审计。'] },
      ],
      stampedBy: 'lead',
    },
  },
  memberQualification,
  {
    id: 'member-capability',
    name: { zh: '研发和配套能力说明', en: 'Research and supply capability' },
    clause: quoted('应为产业链中具备一定研发和技术配套能力的单位', '具备一定研发和技术配套能力'),
    strength: 'encouraged',
    providedBy: 'member',
    kinds: ['enterprise'],
    partOfAgreement: false,
    accepts: ['document'],
    most: 3,
    help: {
      zh: '本单位在产业链中的位置、配套产品和研发条件。',
      en: 'Place in the chain, products supplied and means of research.',
    },
    example: {
      zh: '配套产品写明用户和供货年份，研发条件写明设备和人员。',
      en: 'Products with customers and years of supply; research with equipment and people.',
    },
    template: {
      parts: [
        {
          heading: '一、单位概况',
          lines: ['单位名称：{provider}', '统一社会信用代码：{providerUscc}', '在产业链中的位置：'],
        },
        {
          heading: '二、配套产品和服务',
          table: { columns: ['产品或服务', '主要用户', '供货年份', '技术水平'], rows: 'blank' },
        },
        { heading: '三、研发条件', table: { columns: ['设备或平台', '用途', '人员'], rows: 'blank' } },
      ],
      stampedBy: 'provider',
    },
  },
  {
    id: 'member-research-team',
    name: { zh: '研究团队和实验条件说明', en: 'Research team and laboratories' },
    clause: quoted('应拥有在本领域技术创新能力较强的研究团队', '技术创新能力较强的研究团队'),
    strength: 'encouraged',
    providedBy: 'member',
    kinds: ['university', 'research_institute', 'new_rd_institution'],
    partOfAgreement: false,
    accepts: ['document'],
    most: 3,
    help: {
      zh: '团队带头人、骨干、代表性成果，以及可以用于攻关的实验条件。',
      en: 'Leader, staff, main results, and laboratories available for the work.',
    },
    example: {
      zh: '团队成员写明职称和专职兼职，成果与拟攻关课题相关。',
      en: 'People with title and whether full-time; results that bear on the topics.',
    },
    template: {
      parts: [
        {
          heading: '一、依托单位',
          lines: ['单位名称：{provider}', '统一社会信用代码：{providerUscc}', '所属院系或部门：'],
        },
        { heading: '二、团队成员', table: { columns: ['姓名', '职称', '专业方向', '专职或兼职'], rows: 'blank' } },
        { heading: '三、与课题相关的成果', table: { columns: ['成果', '时间', '与课题的关系'], rows: 'blank' } },
        { heading: '四、科研实验条件', table: { columns: ['平台或设备', '技术指标', '可开放机时'], rows: 'blank' } },
      ],
      stampedBy: 'provider',
    },
  },
  {
    id: 'member-commitment',
    name: { zh: '投入承诺书', en: 'Commitment of contributions' },
    clause: quoted('提供必要的资金、技术、人才、仪器设备、办公科研场地等支持'),
    strength: 'encouraged',
    providedBy: 'member',
    partOfAgreement: true,
    accepts: ['document', 'picture'],
    most: 2,
    help: {
      zh: '盖章的承诺书，内容与协议中本单位的投入一致。它是协议中本单位的部分：更换后本单位须重新签署。',
      en: 'Stamped, and in line with what the agreement says you put in. It is part of your share: you sign again after it changes.',
    },
    example: {
      zh: '每项投入写明数量和到位时间，盖单位公章，有签署人姓名和日期。',
      en: 'Each contribution with amount and date; stamped, with the name of the signatory and the day.',
    },
    template: {
      parts: [
        {
          heading: '承诺事项',
          lines: ['{provider}（统一社会信用代码{providerUscc}）作为{consortium}成员单位，承诺按组建协议提供下列支持：'],
        },
        {
          heading: '投入清单',
          table: { columns: ['方式', '内容', '金额（万元）', '到位时间'], rows: 'contributions' },
        },
        { heading: '其他', lines: ['以上承诺在备案有效期内有效。未按期到位的，按组建协议约定承担责任。'] },
      ],
      stampedBy: 'provider',
    },
  },
  leadSignaturePage,
  signaturePage,
];
