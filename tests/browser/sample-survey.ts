// Sample cards with charts, and a form with every kind of field that is not text, for the tests of the page.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../../src/chat/card.ts'
import {buttons, heading} from '../../src/chat/card.ts'
import type {Form} from '../../src/chat/form.ts'

const areas = ['Usage', 'Knowledge', 'Culture', 'Tools and processes', 'Addressing gaps']

/** A card with bars and with lines. */
export const charts: Card = {
  language: 'en',
  blocks: [
    heading('How ready we are'),
    {
      kind: 'chart',
      form: 'bars',
      title: 'By area',
      unit: 'of 100',
      most: 100,
      labels: areas,
      series: [{name: '', values: [67, 50, 33, null, 100]}],
    },
    {
      kind: 'chart',
      form: 'bars',
      title: 'Beside others',
      unit: 'of 100',
      most: 100,
      labels: areas,
      series: [
        {name: 'you', values: [67, 5, 33, null, 100]},
        {name: 'average', values: [50, 90, 10, 40, null]},
      ],
    },
    {
      kind: 'chart',
      form: 'lines',
      title: 'Over the waves',
      unit: '',
      most: 100,
      labels: ['March', 'June', 'September', 'December'],
      series: [
        {name: 'Index', values: [41, 48, 55, 61]},
        {name: 'Support', values: [30, 44, null, 58]},
      ],
    },
    buttons([{label: 'Take it away', action: 'vanish', value: ''}]),
  ],
}

const agreement = ['Strongly disagree', 'Disagree', 'Neither', 'Agree', 'Strongly agree', 'Can’t say']

/** A form with options, a menu, boxes to tick, a date and a time. */
export const pulse: Form = {
  action: 'pulse',
  value: 'w-1',
  title: 'Team pulse',
  submit: 'Send',
  cancel: 'Not now',
  prose: [],
  inputs: [
    {
      kind: 'choice',
      id: 'p1',
      label: 'I know what our rules allow me to do with open source.',
      look: 'radio',
      required: true,
      options: agreement.map((label, i) => ({value: `${i + 1}`, label})),
    },
    {
      kind: 'choice',
      id: 'rhythm',
      label: 'How often?',
      look: 'menu',
      required: true,
      options: [
        {value: 'once', label: 'Once'},
        {value: 'quarter', label: 'Every quarter'},
      ],
    },
    {
      kind: 'choices',
      id: 'topics',
      label: 'Which topics?',
      hint: 'As many as you like.',
      required: false,
      initial: 'b',
      options: [
        {value: 'a', label: 'Licences'},
        {value: 'b', label: 'Community'},
      ],
    },
    {kind: 'date', id: 'until', label: 'Until when?', required: true},
    {kind: 'time', id: 'hour', label: 'At what time?', required: false, initial: '09:00'},
  ],
  language: 'en',
}
