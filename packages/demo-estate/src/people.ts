import { createRandom } from './random';
import type { EstateTeam, EstateUser, OnCallRotation } from './model';

const givenNames =
  'Ada Aisha Amir Ana Anders Bao Bea Boris Carla Chen Clara Dana Diego Elif Emeka Emma Erik Farid Fatima Felix Gita Grace Hana Hugo Ines Ivan Jamal Jana Jonas Kai Karin Kofi Lars Leila Lena Luca Maja Marta Mei Milan Mira Nadia Nils Noor Olga Omar Paula Petra Rafael Ravi Rosa Samir Sara Sofia Tariq Tessa Tom Uma Vera Yara Yusuf Zoe'.split(
    ' ',
  );
const familyNames =
  'Abel Adeyemi Almeida Andersen Bauer Becker Bianchi Bose Castro Costa Dahl Diaz Dubois Eriksen Farah Fischer Fontana Garcia Haddad Hansen Hoffmann Ibrahim Ito Jansen Kaya Keller Khan Kim Koch Kowalski Kumar Lang Larsen Lopez Mensah Meyer Moreau Mori Nakamura Novak Nowak Okafor Olsen Park Patel Pereira Ricci Rossi Santos Sato Schmidt Silva Singh Tanaka Vargas Vogel Weber Wolf Yilmaz Zhang'.split(
    ' ',
  );

/** Whom one can sign in as in the demo; their groups own real things in the estate. */
const personas: readonly EstateUser[] = [
  {
    name: 'priya.engineer',
    displayName: 'Priya Engineer',
    email: 'priya.engineer@example.com',
    memberOf: ['payments'],
    persona: 'Product engineer',
  },
  {
    name: 'sam.reviewer',
    displayName: 'Sam Reviewer',
    email: 'sam.reviewer@example.com',
    memberOf: ['sre', 'security'],
    persona: 'Reviewer (SRE and security)',
  },
  {
    name: 'pat.platform',
    displayName: 'Pat Platform',
    email: 'pat.platform@example.com',
    memberOf: ['platform'],
    persona: 'Platform engineer',
  },
  {
    name: 'fin.finance',
    displayName: 'Fin Finance',
    email: 'fin.finance@example.com',
    memberOf: ['finance'],
    persona: 'Finance',
  },
  {
    name: 'vic.viewer',
    displayName: 'Vic Viewer',
    email: 'vic.viewer@example.com',
    memberOf: ['guests'],
    persona: 'Viewer',
  },
];

/** Group of people who look around and own nothing. */
export const guestsGroup = 'guests';

/** The personas, and four to seven engineers for each team. */
export function createUsers(options: {
  seed: number;
  teams: readonly EstateTeam[];
}): EstateUser[] {
  const random = createRandom(options.seed, 'users');
  const names = random.shuffle(
    givenNames.flatMap(given => familyNames.map(family => [given, family])),
  );
  const users = [...personas];
  let next = 0;
  for (const team of options.teams) {
    const size = random.between(4, 7);
    for (const [given, family] of names.slice(next, next + size)) {
      const name = `${given}.${family}`.toLowerCase();
      users.push({
        name,
        displayName: `${given} ${family}`,
        email: `${name}@example.com`,
        memberOf: [team.name],
      });
    }
    next += size;
  }
  return users;
}

/** Two rotations for each team: everyone takes a week, and the other half of the team backs them up. */
export function createOnCall(options: {
  teams: readonly EstateTeam[];
  users: readonly EstateUser[];
}): OnCallRotation[] {
  const membersOf = new Map<string, string[]>();
  for (const user of options.users) {
    for (const group of user.memberOf) {
      membersOf.set(group, [...(membersOf.get(group) ?? []), user.name]);
    }
  }
  return options.teams.flatMap(team => {
    const members = membersOf.get(team.name) ?? [];
    const half = Math.ceil(members.length / 2);
    const shift = {
      team: team.name,
      // A Monday; rotations are handed over in the morning.
      startsAt: '2026-01-05T09:00:00Z',
      shiftDays: 7,
    };
    return [
      {
        ...shift,
        name: `${team.name}-primary`,
        level: 'primary' as const,
        members,
        escalateAfterMinutes: 10,
      },
      {
        ...shift,
        name: `${team.name}-secondary`,
        level: 'secondary' as const,
        members: [...members.slice(half), ...members.slice(0, half)],
        escalateAfterMinutes: 20,
      },
    ];
  });
}
