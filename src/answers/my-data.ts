// HANDLER: gives a person all that is kept about them, as a file that only they get.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditLog} from '../audit.ts'
import type {Activity} from '../chat/activity.ts'
import type {Card, File} from '../chat/card.ts'
import {paragraph} from '../chat/card.ts'
import type {Person} from '../chat/conversation.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Keeper, KeptThing} from '../keeper.ts'
import type {Language} from '../knowledge/passage.ts'
import {actions, pressedOf} from './actions.ts'
import {phrases} from './phrases.ts'

/** What the handler works with. */
export interface MyDataParts {
  /** All that keep something about people. */
  readonly keepers: readonly Keeper[]
  readonly audit: AuditLog
  /** Milliseconds since 1970. */
  readonly now: () => number
}

type Found = readonly {readonly thing: KeptThing; readonly records: readonly unknown[]}[]

/** Shows people their data. */
export class MyData implements Handler {
  readonly name = 'my-data'
  readonly #parts: MyDataParts

  /** @param parts what it works with */
  constructor(parts: MyDataParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const language = languageOfWish(turn.activity)
    if (language === undefined) return false
    const {from, conversation} = turn.activity
    await this.#parts.audit.note('own-data-exported', from, {at: conversation})
    const card = this.#card(from, await this.#found(from), language)
    const direct = await turn.direct(from)
    if (!direct) await turn.whisper(card)
    else if (direct.id === conversation.id) await turn.reply(card)
    else {
      await turn.send(direct, card)
      // On their own page nothing can be said besides the page.
      if (conversation.scope !== 'home')
        await turn.whisper({language, blocks: [paragraph(phrases[language].data.sentInPrivate)]})
    }
    return true
  }

  async #found(person: Person): Promise<Found> {
    const all = this.#parts.keepers.map(async ({thing, of}) => ({thing, records: await of(person)}))
    return (await Promise.all(all)).filter(({records}) => records.length > 0)
  }

  #card(person: Person, found: Found, language: Language): Card {
    const say = phrases[language].data
    if (found.length === 0) return {language, blocks: [paragraph(say.nothing)]}
    const things = found.map(({thing, records}) => say.count(thing, records.length))
    return {language, blocks: [paragraph(say.shown(things)), this.#file(person, found)]}
  }

  #file({platform, tenant, id}: Person, found: Found): File {
    const madeAt = new Date(this.#parts.now()).toISOString()
    const kept = Object.fromEntries(found.map(({thing, records}) => [thing, records]))
    const text = `${JSON.stringify({madeAt, person: {platform, tenant, id}, kept}, undefined, 2)}\n`
    return {kind: 'file', name: 'my-data.json', type: 'application/json', text}
  }
}

/** Words that ask for it where they stand alone, also as a command or behind the one to ask. */
const dataWords =
  /^(?:please )?(?:(?:show|export|download|give|send)(?: me)? )?(?:all )?my data(?: export)?[\s.!?]*$|^what do you (?:know|keep|store) about me[\s.!?]*$/i

const dataWordsInChinese = /^(?:请)?(?:查看|导出|下载)?我的(?:全部|所有)?数据[\s。！？!?]*$/

/** The language in which somebody wants their data; undefined where nobody does. */
function languageOfWish(activity: Activity): Language | undefined {
  if (activity.kind === 'press') {
    return activity.action === actions.myData ? pressedOf(activity.value).language : undefined
  }
  const words = wordsOf(activity).trim()
  if (dataWords.test(words)) return 'en'
  return dataWordsInChinese.test(words) ? 'zh' : undefined
}

function wordsOf(activity: Activity): string {
  if (activity.kind === 'message') return activity.addressed ? activity.text : ''
  if (activity.kind !== 'command') return ''
  return activity.name === 'ask' ? activity.text : `${activity.name} ${activity.text}`
}
