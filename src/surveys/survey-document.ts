// Reads a survey from its Markdown document.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash} from 'node:crypto'
import type {Tokens} from 'marked'
import type {Prose} from '../chat/prose.ts'
import {spansText} from '../chat/prose.ts'
import type {Fault} from '../knowledge/fault.ts'
import {Fields} from '../knowledge/fields.ts'
import type {Located} from '../knowledge/markdown.ts'
import {proseOf} from '../knowledge/markdown.ts'
import type {MarkdownFile, NoteFault, RawFile, Section} from '../knowledge/markdown-file.ts'
import {inLanguages, partsOfSection, understood} from '../knowledge/markdown-file.ts'
import type {Area, Question, Scoring, Stage, Survey, SurveyKind, Words} from './definition.ts'

/** A document that was read. */
export interface SurveyDocument {
  /** Undefined where it cannot be used; the faults say why. */
  readonly survey: Survey | undefined
  readonly faults: readonly Fault[]
}

const kinds: readonly SurveyKind[] = ['check', 'pulse']

/** Where a document says nothing: as many of the areas and questions as the project's own readiness check demands. */
const usual = {most: 6, unsure: 4, known: 4} as const

const notSure: Words = {en: 'Not sure', zh: '不确定'}

/**
 * Reads one document. Never throws: one that cannot be understood holds no survey and says why.
 * @param file the file and its content
 */
export function readSurvey(file: RawFile): SurveyDocument {
  const {value, faults} = understood(file, (parts, note) => surveyOf(parts, file, note))
  return {survey: faults.some(fault => fault.grave) ? undefined : value, faults}
}

function surveyOf(parts: MarkdownFile, file: RawFile, note: NoteFault): Survey | undefined {
  const {front} = parts
  noStrangers(front, known.document, note)
  const kind = kinds.find(each => each === front.text('kind'))
  if (!kind) {
    const fix = `Set it to one of ${kinds.join(', ')}; passages stand outside of the folder of surveys.`
    note(front.line('kind'), `"kind" is "${front.text('kind') ?? ''}"`, fix, true)
    return undefined
  }
  const name = front.text('name') ?? ''
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    note(front.line('name'), `"name" is "${name}"`, 'Use small letters, digits and hyphens, at most 40.', true)
  }
  const scale = front.map('scale')
  noStrangers(scale, known.scale, note)
  const labels = labelsOf(scale, note)
  const areas = areasOf(front, note)
  const base = {
    name,
    kind,
    title: titleOf(front, 'the document', note),
    intro: introOf(parts.intro, note),
    words: [...front.map('words').texts('en'), ...front.map('words').texts('zh')],
    offered: front.texts('offered'),
    order: front.number('order') ?? Number.MAX_SAFE_INTEGER,
    questions: parts.sections.map(section => questionOf(section, labels, note)),
    areas,
    unsure: wordsOf(scale, 'unsure') ?? notSure,
    scoring: scoringOf(front, areas.length, note),
    stages: stagesOf(front, note),
    comment: wordsOf(front, 'comment'),
    path: file.path,
    line: front.line(),
    overlay: file.overlay,
  }
  return {...base, edition: editionOf(base)}
}

/** The fields that are read, and those that only people read; a field of another name is a slip of the keys. */
const known = {
  document: [
    ...[
      'kind',
      'name',
      'title',
      'titles',
      'order',
      'words',
      'offered',
      'scale',
      'areas',
      'scoring',
      'stages',
      'comment',
    ],
    ...['owner', 'status', 'reviewed', 'licence', 'minutes', 'sources'],
  ],
  area: ['title', 'titles', 'read'],
  stage: ['title', 'titles', 'read', 'needs'],
  scoring: ['most', 'unsure', 'known', 'advise', 'otherwise'],
  scale: ['labels', 'unsure'],
  question: ['area', 'label'],
} as const

function noStrangers(fields: Fields, names: readonly string[], note: NoteFault): void {
  for (const name of fields.names().filter(each => !names.includes(each))) {
    note(fields.line(name), `the field "${name}" means nothing here`, `Use one of ${names.join(', ')}.`)
  }
}

/** Words in one language, or below `en` and `zh`. */
function wordsOf(fields: Fields, name: string): Words | undefined {
  const within = fields.isMap(name) ? fields.map(name) : undefined
  const en = within ? within.text('en') : fields.text(name)
  const zh = within?.text('zh')
  return en === undefined ? undefined : zh === undefined ? {en} : {en, zh}
}

function titleOf(fields: Fields, what: string, note: NoteFault): Words {
  const en = fields.text('title')
  const zh = fields.map('titles').text('zh')
  if (en === undefined) note(fields.line(), `${what} has no "title"`, 'Add `title: …`.', true)
  return zh === undefined ? {en: en ?? ''} : {en: en ?? '', zh}
}

/** The options that every question without a list of its own has. */
function labelsOf(scale: Fields, note: NoteFault): readonly Words[] {
  const labels = scale.map('labels')
  const [en, zh] = [labels.texts('en'), labels.texts('zh')]
  return paired(en, zh, problem => note(scale.line('labels'), `the labels of the scale have ${problem}`, sameNumber))
}

const sameNumber = 'Write one for one, in the same order.'

function paired(en: readonly string[], zh: readonly string[], bad: (problem: string) => void): Words[] {
  if (zh.length > 0 && zh.length !== en.length) bad(`${en.length} options in English and ${zh.length} in Chinese`)
  return en.map((each, i) => {
    const other = zh[i]
    return zh.length !== en.length || other === undefined ? {en: each} : {en: each, zh: other}
  })
}

function introOf(blocks: readonly Located[], note: NoteFault): Survey['intro'] {
  const body = blocks.filter(({token}) => !(token.type === 'heading' && token['depth'] === 1))
  const {text, chinese} = inLanguages(body)
  const [en, zh] = [proseWithout(text, note), proseWithout(chinese, note)]
  return zh.length > 0 ? {en, zh} : {en}
}

function proseWithout(blocks: readonly Located[], note: NoteFault): Prose {
  const {prose, problems} = proseOf(blocks)
  for (const {line, problem} of problems) {
    note(line, problem, 'Use paragraphs, simple lists, bold, emphasis, code and links.')
  }
  return prose
}

function questionOf(section: Section, labels: readonly Words[], note: NoteFault): Question {
  const {line, title, id} = section
  const {text, chinese, meta} = partsOfSection(section, 'question')
  const fields =
    meta &&
    Fields.read((meta.token as Tokens.Code).text, meta.line + 1, (at, problem, fix) => note(at, problem, fix, true))
  if (fields) noStrangers(fields, known.question, note)
  const english = itemsOf(proseWithout(text, note))
  const translated = proseWithout(chinese, note)
  const own = paired(english, itemsOf(translated), problem => note(line, `"${id}" has ${problem}`, sameNumber))
  const [first] = translated
  const zh = first?.kind === 'paragraph' ? spansText(first.spans) : undefined
  const label = fields && wordsOf(fields, 'label')
  const options = own.length > 0 ? own : labels
  const words = zh === undefined ? {en: title} : {en: title, zh}
  return {id, text: words, options, area: fields?.text('area'), label, line}
}

function itemsOf(prose: Prose): string[] {
  return prose.flatMap(block => (block.kind === 'list' ? block.items.map(item => spansText(item).trim()) : []))
}

function areasOf(front: Fields, note: NoteFault): Area[] {
  const all = front.map('areas')
  return all.names().map(id => {
    const fields = all.map(id)
    noStrangers(fields, known.area, note)
    const read = fields.text('read')
    if (read === undefined) {
      note(all.line(id), `the area "${id}" names nothing to read`, 'Add `read: …` with the id of a passage.')
    }
    return {id, title: titleOf(fields, `the area "${id}"`, note), read: read ?? '', line: all.line(id)}
  })
}

function scoringOf(front: Fields, areas: number, note: NoteFault): Scoring {
  const fields = front.map('scoring')
  noStrangers(fields, known.scoring, note)
  const advise = fields.text('advise') ?? 'lowest'
  if (advise !== 'lowest' && advise !== 'highest') {
    note(fields.line('advise'), `"advise" is "${advise}"`, 'Set it to lowest or highest, or leave it out.', true)
  }
  return {
    most: fields.number('most') ?? usual.most,
    unsure: fields.number('unsure') ?? usual.unsure,
    known: fields.number('known') ?? Math.min(usual.known, areas),
    advise: advise === 'highest' ? 'highest' : 'lowest',
    otherwise: fields.text('otherwise'),
  }
}

function stagesOf(front: Fields, note: NoteFault): Stage[] {
  const all = front.map('stages')
  return all.names().map(id => {
    const fields = all.map(id)
    noStrangers(fields, known.stage, note)
    const needs = fields.map('needs')
    const areas = needs.names().flatMap(name => {
      const least = name === 'total' ? undefined : needs.number(name)
      return least === undefined ? [] : ([[name, least]] as const)
    })
    const title = titleOf(fields, `the stage "${id}"`, note)
    const total = needs.number('total')
    // A gate that is dropped in silence would let everybody through.
    if (needs.names().length > areas.length + (total === undefined ? 0 : 1)) {
      note(all.line(id), `a gate of the stage "${id}" is not a number`, 'Write `name: number` for each.', true)
    }
    return {id, title, read: fields.text('read'), total, areas: new Map(areas), line: all.line(id)}
  })
}

/** Wording in other languages and texts round the questions do not make another survey of it. */
function editionOf({questions, areas, scoring}: Pick<Survey, 'questions' | 'areas' | 'scoring'>): string {
  const items = questions.map(({id, text, options, area}) => [id, text.en, options.map(option => option.en), area])
  const all = JSON.stringify([items, areas.map(area => area.id), scoring.most])
  return createHash('sha256').update(all).digest('base64url').slice(0, 12)
}
