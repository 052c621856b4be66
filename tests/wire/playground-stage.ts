// Who and where there is in the Playground: its configuration, and the names for it in tests.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Json} from '../doubles/fake-identity.ts'

/** People and places. Only Alex sits in front of the page. */
export const stage = {
  tenant: '00000000-0000-0000-0000-0000000000001',
  bot: {id: '28:00000000-0000-0000-0000-000000000011', name: 'OSPO Counselor'},
  mention: '<at>OSPO Counselor</at>',
  alex: 'alex',
  grace: 'grace',
  /** The other four whom the Playground wants. */
  others: ['linus', 'margaret', 'dennis', 'radia'],
  personal: 'personal-chat',
  group: 'group-chat',
  team: 'team-open-source',
  /** The first channel of a team bears the team's id; the Playground knows one besides. */
  general: 'team-open-source',
  legal: 'channel-legal',
} as const

const capital = (name: string) => name.replace(/^./, first => first.toUpperCase())

function person(id: string): Json {
  const name = capital(id)
  return {
    id,
    name: `${name} Example`,
    userPrincipleName: `${id}@example.org`,
    aadObjectId: `aad-${id}`,
    givenName: name,
    surname: 'Example',
    email: `${id}@example.org`,
  }
}

/** What `.m365agentsplayground.yml` holds. */
export const playgroundConfig: Json = {
  version: '0.1.1',
  tenantId: stage.tenant,
  bot: stage.bot,
  currentUser: person(stage.alex),
  users: [stage.grace, ...stage.others].map(person),
  personalChat: {id: stage.personal},
  groupChat: {id: stage.group, name: 'Release group'},
  team: {
    id: stage.team,
    name: 'Open source',
    aadGroupId: '00000000-0000-0000-0000-000000000031',
    channels: [{id: stage.legal, name: 'ask-legal'}],
  },
}
