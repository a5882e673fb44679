export {
  divisionName,
  divisionPath,
  findDivision,
  isLegalRegion,
  isWithin,
  listChildren,
  parseDivision,
  type Division,
  type DivisionCode,
  type DivisionKind,
  type DivisionLevel,
  type DivisionRefusal,
} from './division.ts';
