import { SIGNATURE_PAGES, type Material } from '../material.ts';

/** Papers that offices usually ask of each member; no guideline of ours names them. */
export const memberQualification: Material = {
  id: 'member-qualification',
  name: { zh: '成员单位主体资格证明', en: 'Legal standing of the member' },
  strength: 'encouraged',
  providedBy: 'member',
  partOfAgreement: false,
  accepts: ['document', 'picture'],
  most: 2,
  help: {
    zh: '企业交营业执照，高校院所交事业单位法人证书，其他单位交登记证书。扫描件、照片均可。',
    en: 'Business licence, or the certificate of a public institution or association. A scan or photo.',
  },
  example: {
    zh: '四角完整，名称和统一社会信用代码看得清，在有效期内。',
    en: 'All four corners visible; name and credit code legible; in force.',
  },
};

const stamped = {
  strength: 'encouraged',
  partOfAgreement: false,
  accepts: ['document', 'picture'],
  most: 2,
  help: {
    zh: '本单位仍习惯盖章的，可打印签字盖章页，签字盖章后用手机扫页上的二维码拍照传回。线上签署已经有效，不盖章不影响办理。',
    en: 'For those who still stamp paper: print the page, sign and stamp it, and scan its code with a phone to bring a photo back. The signature online is valid without it.',
  },
  example: {
    zh: '整页入镜，签字、公章完整，页面上的指纹与本版一致。',
    en: 'The whole page, signature and seal complete, the fingerprint on it that of this version.',
  },
} as const;

/** Stamped paper for offices that still want it; what is signed online holds without. */
export const signaturePage: Material = {
  id: SIGNATURE_PAGES.member,
  name: { zh: '成员单位签字盖章页', en: 'Stamped signature page of the member' },
  providedBy: 'member',
  ...stamped,
};

export const leadSignaturePage: Material = {
  id: SIGNATURE_PAGES.lead,
  name: { zh: '牵头单位签字盖章页', en: 'Stamped signature page of the lead' },
  providedBy: 'lead',
  ...stamped,
};
