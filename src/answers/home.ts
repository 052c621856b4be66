// HANDLER: a person's own page: ask, browse, their data, and for admins what people ask.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditEntry, AuditLog} from '../audit.ts'
import type {Activity} from '../chat/activity.ts'
import type {Block, Card, File} from '../chat/card.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import {csvOf} from '../chat/csv.ts'
import type {Form} from '../chat/form.ts'
import {text} from '../chat/prose.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Knowledge} from '../knowledge/library.ts'
import type {Language} from '../knowledge/passage.ts'
import {titleIn} from '../knowledge/passage.ts'
import type {Roles} from '../roles.ts'
import {actions, pressedOf} from './actions.ts'
import type {Answers} from './answers.ts'
import type {FeedbackBook, Tenant} from './feedback.ts'
import {topicsCard} from './guide-card.ts'
import type {Insight} from './insight.ts'
import {insightOf} from './insight.ts'
import {phrases} from './phrases.ts'

/** What the handler works with. */
export interface HomeParts {
  readonly answers: Answers
  readonly feedback: FeedbackBook
  readonly roles: Roles
  readonly audit: AuditLog
  /** What other rooms show on the page, in this order. */
  readonly sections: readonly Section[]
}

/** A part of the page that belongs to another room. */
export type Section = (turn: Turn, language: Language) => Promise<readonly Block[]>

/** How many weeks, gaps, new passages and acts the page shows. */
const most = {weeks: 5, gaps: 10, fresh: 3, acts: 10}

/** Shows a person's page, and takes what is pressed on it. */
export class Home implements Handler {
  readonly name = 'home'
  readonly #parts: HomeParts

  /** @param parts what it works with */
  constructor(parts: HomeParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    const wished = languageOfWish(activity)
    if (wished !== undefined) {
      await this.#show(turn, wished)
      return true
    }
    if (activity.kind !== 'press') return false
    const {language} = pressedOf(activity.value)
    if (activity.action === actions.askForm) await turn.open(askForm(language))
    else if (activity.action === actions.export) await this.#export(turn, language)
    else return false
    return true
  }

  /** In the midst of others only the person sees the page: it may hold numbers that are for admins. */
  async #show(turn: Turn, language: Language): Promise<void> {
    const page = await this.#page(turn, language)
    const {scope} = turn.activity.conversation
    if (scope === 'channel' || scope === 'group') await turn.whisper(page)
    else await turn.reply(page)
  }

  async #page(turn: Turn, language: Language): Promise<Card> {
    const say = phrases[language]
    const ask = buttons([
      {label: say.home.ask, action: actions.askForm, value: language, style: 'primary', opens: 'form'},
    ])
    const examples = say.examples.map(question => ({label: question, action: actions.ask, value: question}))
    const show = {label: say.data.show, action: actions.myData, value: language}
    const forget = {label: say.home.forget, action: actions.forget, value: language}
    const sections = await Promise.all(this.#parts.sections.map(section => section(turn, language)))
    const blocks: Block[] = [
      heading(say.home.title),
      paragraph(say.whatIDo),
      ask,
      buttons(examples, say.tryAsking),
      ...sections.flat(),
      heading(say.home.browse),
      ...topicsCard(language, this.#parts.answers.knowledge).blocks.filter(block => block.kind === 'buttons'),
      freshBlock(this.#parts.answers.knowledge, language),
      heading(say.home.settings),
      buttons([show, forget]),
    ]
    const {roles, audit, feedback} = this.#parts
    if (!(await roles.may(turn, 'see-insight'))) return {language, blocks}
    const {from, conversation} = turn.activity
    await audit.noteDaily('insight-seen', from, conversation)
    const insight = await insightOf(feedback, conversation)
    return {language, blocks: [...blocks, ...insightBlocks(insight, language), ...(await this.#audit(turn, language))]}
  }

  /** The last acts in this workspace, for operators. */
  async #audit(turn: Turn, language: Language): Promise<Block[]> {
    const {roles, audit} = this.#parts
    const {from, conversation} = turn.activity
    if (!(await roles.may(turn, 'see-audit'))) return []
    await audit.noteDaily('audit-seen', from, conversation)
    const entries: AuditEntry[] = []
    for await (const entry of audit.newest(conversation)) if (entries.push(entry) >= most.acts) break
    return auditBlocks(entries, language)
  }

  async #export(turn: Turn, language: Language): Promise<void> {
    const say = phrases[language]
    const {from, conversation} = turn.activity
    const at = (await this.#parts.roles.may(turn, 'see-insight')) ? await turn.direct(from) : undefined
    if (!at) {
      await turn.answer({language, blocks: [paragraph(say.leadsOnly)]})
      return
    }
    await this.#parts.audit.note('insight-exported', from, {at: conversation})
    const file = await this.#table(conversation)
    await turn.send(at, {language, blocks: [paragraph(say.home.exported), file]})
  }

  async #table(tenant: Tenant): Promise<File> {
    const {gaps} = await insightOf(this.#parts.feedback, tenant)
    const rows = gaps.map(({question, times, nearest}) => [question, times, nearest ?? ''])
    const table = csvOf([['question', 'times', 'nearest passage'], ...rows])
    return {kind: 'file', name: 'missed-questions.csv', type: 'text/csv', text: table}
  }
}

/** Words that ask for the page where they stand alone, also as a command or behind the one to ask. */
const pageWords =
  /^(?:(?:go )?home|(?:my )?(?:home )?page|start page|menu|settings|admin|主页|首页|我的主页|菜单|设置)[\s.!。！]*$/i

/** The language in which somebody wants the page; undefined where nobody does. */
function languageOfWish(activity: Activity): Language | undefined {
  if (activity.kind === 'opened') return 'en'
  if (activity.kind === 'press') {
    return activity.action === actions.home ? pressedOf(activity.value).language : undefined
  }
  const words = wordsOf(activity).trim()
  if (!pageWords.test(words)) return undefined
  return /\p{Script=Han}/u.test(words) ? 'zh' : 'en'
}

function wordsOf(activity: Activity): string {
  if (activity.kind === 'message') return activity.addressed ? activity.text : ''
  if (activity.kind !== 'command') return ''
  return activity.name === 'ask' ? activity.text : `${activity.name} ${activity.text}`
}

/** The passages that were reviewed last; among equals an organisation's own come first. */
function freshBlock({passages}: Knowledge, language: Language): Block {
  const fresh = [...passages.values()]
    .filter(passage => passage.kind !== 'coverage')
    .sort((a, b) => b.reviewed.localeCompare(a.reviewed) || Number(b.overlay) - Number(a.overlay))
    .slice(0, most.fresh)
  const row = fresh.map(each => ({
    label: titleIn(each, language),
    action: actions.read,
    value: `- ${each.id} ${language}`,
  }))
  return buttons(row, phrases[language].home.fresh)
}

function insightBlocks({weeks, ratings, gaps}: Insight, language: Language): Block[] {
  const say = phrases[language].home
  const numbers = weeks
    .slice(0, most.weeks)
    .map(({monday, questions, answered}) => [text(say.week(monday, questions, Math.round(answered * 100)))])
  const missed = gaps.slice(0, most.gaps).map(({question, times}) => [text(say.gap(question, times))])
  return [
    heading(say.admin),
    numbers.length > 0 ? {kind: 'list', ordered: false, items: numbers} : paragraph(say.noNumbersYet),
    paragraph(say.ratings(ratings.up, ratings.down)),
    paragraph([{kind: 'strong', text: say.gaps}]),
    missed.length > 0 ? {kind: 'list', ordered: true, items: missed} : note(say.noGaps),
    buttons([{label: say.export, action: actions.export, value: language}]),
  ]
}

function auditBlocks(entries: readonly AuditEntry[], language: Language): Block[] {
  const say = phrases[language].home
  const when = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
  const items = entries.map(({at, act, by, where}) => [text(say.act(when(at), act, by, where))])
  return [heading(say.audit), items.length > 0 ? {kind: 'list', ordered: false, items} : note(say.noAudit)]
}

function askForm(language: Language): Form {
  const say = phrases[language]
  return {
    action: actions.asked,
    value: language,
    title: say.home.ask,
    submit: say.handOver.send,
    cancel: say.handOver.cancel,
    prose: [],
    inputs: [
      {kind: 'text', id: 'question', label: say.home.yourQuestion, multiline: true, required: true, most: 2_000},
    ],
    language,
  }
}
