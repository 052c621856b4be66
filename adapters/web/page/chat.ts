// Starts the page: puts the log, the ask box and the stream together.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Form} from '../../../src/chat/form.ts'
import type {ChatEvent, LastingEvent, Post} from '../wire.ts'
import {AskBox} from './ask-box.ts'
import type {Pressed} from './card-view.ts'
import {byId} from './element.ts'
import type {Filled} from './form-dialog.ts'
import {FormDialog} from './form-dialog.ts'
import {LogView} from './log-view.ts'
import {Notices} from './notice.ts'
import type {Said} from './say.ts'
import {clearHistory, maxText, newId, say} from './say.ts'
import {Stream} from './stream.ts'
import {bindThemeButton} from './theme.ts'
import {Unseen} from './unseen.ts'
import {Waiting} from './waiting.ts'

/** How long the buttons of a card rest after a press at most, in milliseconds. */
const restMs = 4_000

const notices = new Notices(byId('notices', HTMLElement))
const waiting = new Waiting(byId('waiting', HTMLElement))
const unseen = new Unseen()
const log = new LogView({
  log: byId('log', HTMLElement),
  empty: byId('empty', HTMLElement),
  onPress: (message, pressed, button) => void press({message, pressed, id: newId()}, button),
})
const askBox = new AskBox({
  form: byId('form', HTMLFormElement),
  words: byId('ask', HTMLTextAreaElement),
  send: byId('send', HTMLButtonElement),
  list: byId('suggestions', HTMLElement),
  status: byId('offers', HTMLElement),
  onAsk: ask,
})
const formDialog = new FormDialog(byId('filling', HTMLDialogElement), {
  onSubmit: submit,
  onHomeless: () => askBox.focus(),
})
const sending = new Set<string>()
/** What this tab has sent: forms that answer another tab's activity open there. */
const acted = new Set<string>()
let logName: string | undefined
const stream = new Stream({onEvent: take, onLost: lost => notices.line(lost)})

bindThemeButton(byId('theme', HTMLElement))
bindClear()
byId('help', HTMLElement).addEventListener('click', () => void help(newId()))
// On a touch screen the focus would bring up the keyboard over half the page.
if (window.matchMedia('(hover: hover)').matches) askBox.focus()

function take(event: ChatEvent): void {
  switch (event.type) {
    case 'hello':
      if (event.log !== logName) beginAnew(event.log)
      log.beginReplay()
      break
    case 'ready':
      waiting.keepOnly(new Set([...event.running, ...sending]))
      log.endReplay()
      break
    case 'done':
      waiting.end(event.id)
      break
    case 'form':
      if (acted.has(event.id)) takeForm(event.form)
      break
    case 'said':
    case 'update':
      log.show(event, false)
      break
    case 'message':
    case 'whisper':
      takeCard(event)
      break
    default:
      event satisfies never
  }
}

function beginAnew(name: string): void {
  logName = name
  log.empty()
  formDialog.forget()
}

function takeCard(event: LastingEvent): void {
  log.show(event, waiting.awaits && !log.replaying)
  if (log.replaying) return
  waiting.hush()
  unseen.add()
}

function takeForm(form: Form): void {
  waiting.hush()
  formDialog.open(form)
}

async function ask(id: string, text: string): Promise<boolean> {
  const over = text.length - maxText
  if (over > 0) {
    const sentence = `This is ${over} characters too long. Please shorten it to ${maxText}, then try again.`
    notices.fail(sentence, () => void askBox.submit())
    return false
  }
  return (await postOrTell({id, kind: 'message', text}, () => void askBox.submit())) !== undefined
}

async function help(id: string): Promise<void> {
  await postOrTell({id, kind: 'command', name: 'help', text: ''}, () => void help(id))
}

// The page behind the dialog says nothing meanwhile, so the dialog itself tells what went wrong.
async function submit({id, form, values}: Filled): Promise<string | undefined> {
  const posted = await post({id, kind: 'submission', action: form.action, value: form.value, values})
  return posted.ok ? undefined : posted.sentence
}

/** A press on its way: tried again, it keeps its id. */
interface Pressing {
  readonly id: string
  readonly message: string
  readonly pressed: Pressed
}

async function press(pressing: Pressing, button: HTMLButtonElement): Promise<void> {
  const {id, message, pressed} = pressing
  const awake = rest(button)
  const unchoose = choose(button)
  const posted = await postOrTell({id, kind: 'press', message, ...pressed}, () => void press(pressing, button))
  if (posted === undefined) unchoose()
  await Promise.race([posted?.over, new Promise(resolve => setTimeout(resolve, restMs))])
  awake()
}

/** Something that the server took: `over` resolves when it has been answered. */
interface Posted {
  readonly ok: true
  readonly over: Promise<void>
}

async function postOrTell(what: Post, again: () => void): Promise<Posted | undefined> {
  const posted = await post(what)
  if (posted.ok) return posted
  notices.fail(posted.sentence, again)
  return undefined
}

// Posts, and keeps the waiting line, the notices and the name of the log in step.
async function post(what: Post): Promise<Posted | Extract<Said, {ok: false}>> {
  sending.add(what.id)
  acted.add(what.id)
  const over = waiting.begin(what.id)
  const said = await say(what)
  sending.delete(what.id)
  if (!said.ok) {
    waiting.end(what.id)
    return said
  }
  notices.settle()
  // Another visitor's log than the one on screen: the cookie changed in another tab.
  if (said.log !== logName && logName !== undefined) stream.open()
  return {ok: true, over}
}

// `disabled` would drop the focus of somebody who works by keyboard.
function rest(button: HTMLButtonElement): () => void {
  const card = button.closest('article')
  const buttons = card === null ? [button] : [...card.querySelectorAll<HTMLElement>('[data-press]')]
  for (const each of buttons) each.setAttribute('aria-disabled', 'true')
  return () => {
    for (const each of buttons) each.removeAttribute('aria-disabled')
  }
}

// A thumb shows at once that it was pressed; a button that is no thumb has nothing to show.
function choose(button: HTMLButtonElement): () => void {
  const thumbs = [...(button.parentElement?.querySelectorAll('[aria-pressed]') ?? [])]
  const before = thumbs.map(thumb => thumb.getAttribute('aria-pressed') ?? 'false')
  for (const thumb of thumbs) thumb.setAttribute('aria-pressed', String(thumb === button))
  return () => {
    for (const [i, thumb] of thumbs.entries()) thumb.setAttribute('aria-pressed', before[i] ?? 'false')
  }
}

function bindClear(): void {
  const sure = byId('sure', HTMLDialogElement)
  byId('clear', HTMLElement).addEventListener('click', () => sure.showModal())
  byId('sure-no', HTMLElement).addEventListener('click', () => sure.close())
  byId('sure-yes', HTMLElement).addEventListener('click', () => {
    sure.close()
    void clear()
  })
}

async function clear(): Promise<void> {
  const sentence = await clearHistory()
  if (sentence === undefined) notices.settle()
  else notices.fail(sentence, () => void clear())
  askBox.focus()
}
