export { findIndustry, INDUSTRIES, listIndustries, type Industry } from './industries.ts';
