export {
  CHAIN_POSITIONS,
  isFictional,
  OFFICE_ROLES,
  ORGANIZATION_KIND_WORDS,
  ORGANIZATION_KINDS,
  ORGANIZATION_ROLES,
  type ChainPosition,
  type OfficeRole,
  type OrganizationKind,
  type OrganizationRole,
  type Viewer,
} from './organization.ts';
export {
  decideRemoval,
  INVITATION_DAYS,
  INVITED_ROLES,
  managesPeople,
  type InvitedRole,
  type OrganizationPerson,
  type PeopleRefusal,
} from './people.ts';
export {
  justBegun,
  resetsPassword,
  SESSION_LIVES,
  sessionOver,
  useToNote,
  WAYS_IN,
  type SessionTimes,
  type ShownIn,
  type WayIn,
} from './session.ts';
export { kindFromWords, likelyKind, plainWords, positionFromWords } from './written.ts';
