// Picking people in Teams: accounts go into the picker, and people as we know them come back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, expect, it} from '@jest/globals'
import {partOf} from '../../../adapters/teams/payload.ts'
import type {Form} from '../../../src/chat/form.ts'
import {partsWithin} from './read-card.ts'
import type {Scene, TeamsHouse} from './teams-house.ts'
import {openTeamsHouse, posted, settled} from './teams-house.ts'

const ada: Scene = {user: '29:ada', scope: 'personal', conversation: 'a:29:ada'}
const form: Form = {
  action: 'test.form',
  value: 'v',
  title: 'Who?',
  submit: 'Send',
  cancel: 'Leave',
  prose: [],
  inputs: [{kind: 'people', id: 'who', label: 'Who', required: true, initial: '29:ada\n29:stranger'}],
  language: 'en',
}

let house: TeamsHouse

beforeAll(async () => {
  house = await openTeamsHouse()
  await house.listen(async activity => {
    if (activity.kind === 'press') await house.platform.open(activity, form)
  })
  await house.post(posted(house, ada, {text: 'hi'}))
  await settled()
})

afterAll(() => house.close())

it('a picker shows people by their accounts, as far as we know them', async () => {
  const value = {data: {c: 'press', a: 'x', v: ''}}
  const {body} = await house.post(posted(house, ada, {type: 'invoke', name: 'task/fetch', value}))
  const card = partOf(partOf(partOf(partOf(body, 'task'), 'value'), 'card'), 'content')
  const picker = partsWithin(card).find(({type}) => type === 'Input.ChoiceSet')
  expect(picker).toMatchObject({id: 'p-who', value: 'ada-account,29:stranger'})
})

it('whoever was picked comes back as we know them, or by the account where we do not', async () => {
  const data = {c: 'form', a: 'test.form', v: 'v', 'p-who': 'ada-account,29:ada,unknown-account'}
  await house.post(posted(house, ada, {type: 'invoke', name: 'task/submit', value: {data}}))
  expect(house.taken.at(-1)).toMatchObject({kind: 'submission', values: {who: '29:ada\n29:ada\nunknown-account'}})
})
