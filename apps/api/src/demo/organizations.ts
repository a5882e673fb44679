import type { ChainPosition, OrganizationKind } from '@lianchuang/domain/organizations';

/** A fictional organization: reserved 370299 codes, 示例 in the name, a real division so that rules can be tried. */
export type DemoOrganization = {
  readonly key: string;
  readonly uscc: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly divisionCode: string;
  readonly chainPosition?: ChainPosition;
  readonly duties?: string;
};

// prettier-ignore
export const PARTNERS: readonly DemoOrganization[] = [
  { key: 'bearing', uscc: '91370299DEM0000227', name: '示例精密轴承有限公司', kind: 'enterprise', divisionCode: '370211', chainPosition: 'upstream', duties: '重载密封轴承的设计、制造与寿命试验，按里程碑交付样件' },
  { key: 'material', uscc: '91370299DEM0000302', name: '示例深蓝材料科技有限公司', kind: 'enterprise', divisionCode: '370214', chainPosition: 'upstream', duties: '高强耐蚀合金材料的研制与批量供应，开放材料数据' },
  { key: 'motor', uscc: '91370299DEM000057R', name: '示例电驱系统有限公司', kind: 'enterprise', divisionCode: '370281', chainPosition: 'midstream', duties: '电驱与控制部件集成，承担中试线' },
  { key: 'harbour', uscc: '91370299DEM000065L', name: '示例港航智能服务有限公司', kind: 'enterprise', divisionCode: '370202', chainPosition: 'downstream', duties: '提供应用场景、运行数据与装机验证' },
  { key: 'power', uscc: '91370299DEM000073F', name: '示例船舶动力股份有限公司', kind: 'enterprise', divisionCode: '370211', chainPosition: 'downstream', duties: '整机装船验证，反馈可靠性数据' },
  { key: 'ocean', uscc: '12370299DEM00009X7', name: '示例海洋大学', kind: 'university', divisionCode: '370212', duties: '机理研究与寿命预测，培养联合研究生，共享低温环境舱' },
  { key: 'tech', uscc: '12370299DEM0001020', name: '示例理工大学', kind: 'university', divisionCode: '370203', duties: '系统设计方法与仿真模型' },
  { key: 'institute', uscc: '12370299DEM000110T', name: '示例海洋工程研究院', kind: 'research_institute', divisionCode: '370212', duties: '海试方法、检测与标准起草' },
  { key: 'newrd', uscc: '52370299DEM0001459', name: '示例海工新型研发机构', kind: 'new_rd_institution', divisionCode: '370215', duties: '概念验证与小批量试制' },
];

/** Members only of Luoyang's example, which needs ten. */
// prettier-ignore
export const LUOYANG_PARTNERS: readonly DemoOrganization[] = [
  { key: 'ly1', uscc: '91370299DEM000284Y', name: '示例洛北特种轴承有限公司', kind: 'enterprise', divisionCode: '410302', chainPosition: 'upstream', duties: '特种轴承套圈与保持架' },
  { key: 'ly2', uscc: '91370299DEM000292R', name: '示例洛南数控机床有限公司', kind: 'enterprise', divisionCode: '410311', chainPosition: 'midstream', duties: '精密磨削装备' },
  { key: 'ly3', uscc: '91370299DEM000305F', name: '示例涧西传动有限公司', kind: 'enterprise', divisionCode: '410305', chainPosition: 'downstream', duties: '整机传动应用验证' },
];

/** One lead for each example consortium. */
export type DemoLead = { readonly uscc: string; readonly name: string; readonly divisionCode: string };
// prettier-ignore
export const LEADS: Readonly<Record<string, DemoLead>> = {
  lead: { uscc: '91370299DEM000014C', name: '示例蓝湾智能科技有限公司', divisionCode: '370212' },
  outsider: { uscc: '91370299DEM000081A', name: '示例旁观科技有限公司', divisionCode: '370213' },
  hydrogen: { uscc: '91370299DEM000049Y', name: '示例氢能装备有限公司', divisionCode: '370211' },
  wind: { uscc: '91370299DEM00017XM', name: '示例风电传动股份有限公司', divisionCode: '370211' },
  robot: { uscc: '91370299DEM000188M', name: '示例机器人科技有限公司', divisionCode: '370215' },
  offshore: { uscc: '91370299DEM000196G', name: '示例海工装备集团股份有限公司', divisionCode: '370211' },
  battery: { uscc: '91370299DEM0002096', name: '示例智能网联新能源汽车动力系统（莱西）有限责任公司', divisionCode: '370285' },
  memory: { uscc: '91370299DEM0002171', name: '示例存储技术有限公司', divisionCode: '370214' },
  model: { uscc: '91370299DEM000225U', name: '示例海算科技有限公司', divisionCode: '370212' },
  medicine: { uscc: '91370299DEM000233N', name: '示例海洋生物制药股份有限公司', divisionCode: '370212' },
  aircraft: { uscc: '91370299DEM000241H', name: '示例低空航空器有限公司', divisionCode: '370281' },
  display: { uscc: '91370299DEM00025X9', name: '示例微显电子有限公司', divisionCode: '370211' },
  tool: { uscc: '91370299DEM0002689', name: '示例工业母机有限公司', divisionCode: '370214' },
  imaging: { uscc: '91370299DEM0002764', name: '示例影像设备股份有限公司', divisionCode: '370213' },
  luoyang: { uscc: '91370299DEM000313A', name: '示例洛阳重型装备股份有限公司', divisionCode: '410305' },
  membrane: { uscc: '91370299DEM0003215', name: '示例膜材料科技有限公司', divisionCode: '370202' },
  port: { uscc: '91370299DEM00033XW', name: '示例港机制造有限公司', divisionCode: '370211' },
};
