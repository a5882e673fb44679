import { organizationCheckCharacter, usccCheckCharacter, type Uscc } from './uscc.ts';

/** A fictional credit code with both check characters right; division 370299 is assigned to nobody. */
export function aUscc({ kind = '91', division = '370299', serial = 1 } = {}): Uscc {
  const organization = `TEXT${String(serial).padStart(4, '0')}`;
  const first17 = kind + division + organization + organizationCheckCharacter(organization);
  return (first17 + usccCheckCharacter(first17)) as Uscc;
}
