// Phrases: the fixed sentences around answers, in each language.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'
import type {DataPhrases} from './data-phrases.ts'
import {dataPhrases} from './data-phrases.ts'
import type {HomePhrases} from './home-phrases.ts'
import {homePhrases} from './home-phrases.ts'

/** The sentences that the counselor says besides its passages. */
export interface Phrases {
  readonly hello: string
  readonly whatIDo: string
  readonly tryAsking: string
  readonly examples: readonly string[]
  readonly empty: string
  readonly thanks: string
  readonly bye: string
  readonly howToAsk: readonly string[]
  readonly help: string
  readonly topics: string
  readonly allTopics: string
  readonly topicsHint: string
  readonly backToTopics: string
  readonly about: string
  readonly aboutLines: readonly string[]
  readonly source: string
  readonly sources: string
  readonly licence: string
  readonly onlyEnglish: string
  readonly readAs: (words: string) => string
  readonly related: string
  readonly showAll: string
  readonly askAPerson: string
  readonly didYouMean: string
  readonly noneOfThese: string
  readonly unknown: string
  readonly unknownNext: string
  readonly background: string
  readonly whomToAsk: (desk: string) => string
  readonly contact: (contact: string) => string
  readonly noContact: string
  readonly bring: string
  readonly noneNoted: string
  readonly gone: string
  readonly failed: string
  readonly rated: string
  readonly share: string
  readonly agree: string
  readonly agreed: string
  readonly askerOnly: string
  readonly data: DataPhrases
  readonly leadsOnly: string
  readonly handOver: HandOverPhrases
  readonly home: HomePhrases
}

/** The sentences of hand-overs. */
export interface HandOverPhrases {
  readonly title: string
  readonly consent: (desk: string, contact: string) => string
  readonly question: string
  readonly send: string
  readonly cancel: string
  readonly sent: (desk: string) => string
  readonly notSent: string
  readonly atDesk: string
  readonly replyHere: string
  readonly resolve: string
  readonly resolved: string
  readonly replied: (desk: string) => string
  readonly about: (question: string) => string
  readonly askBack: string
  readonly yourReply: string
  readonly askerSays: string
  readonly helped: string
  readonly closed: string
  readonly over: string
  readonly draft: string
  readonly draftMade: string
}

/** The phrases by language. */
export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    hello: 'Hello, I am the OSPO Counselor',
    whatIDo:
      'I answer questions about open source program offices from a reviewed knowledge base, always with the source. Where I do not know, I say so and tell you whom to ask.',
    tryAsking: 'You could ask:',
    examples: ['What is an OSPO?', 'Is an OSPO the right first step for us?', 'How do I win over our executives?'],
    empty: 'I see no words in that message. Ask me something about open source in your organisation.',
    thanks: 'You are welcome. Ask on whenever you like.',
    bye: 'Goodbye, and come back any time.',
    help: 'What I can do',
    howToAsk: [
      'Ask in your own words, in English or Chinese. Misspelt words are fine.',
      'Ask on: “and in government?”, “what comes next?” or “the second one” works after an answer.',
      'Say “topics” to browse everything that I know, and “about” for sources and licences.',
      'Say “how ready are we” to find out in three minutes, or “checks” to see what else you can find out.',
      'Say “tips” for a small idea for your team now and then, or “pulse” to ask your team how it goes, without names.',
      'Tell me with 👍 or 👎 whether an answer helped, and press “Ask a person” when you want one.',
      'Say “home” for your own page, and “forget me” to delete what I keep about you.',
    ],
    topics: 'What I know about',
    allTopics: 'All topics',
    topicsHint: 'Choose a chapter to see its topics.',
    backToTopics: 'All chapters',
    about: 'About the OSPO Counselor',
    aboutLines: [
      'I am a program that finds passages. There is no language model and no cloud behind me: every sentence was written and reviewed by a person, and nothing that you type leaves your organisation.',
      'My code is under the Apache License 2.0, my texts are under CC BY 4.0. The facts come from these works, told in our own words:',
    ],
    source: 'Source: ',
    sources: 'Sources: ',
    licence: 'licence: ',
    onlyEnglish: '',
    readAs: words => `I read some words with another spelling: ${words}.`,
    related: 'Read on:',
    showAll: 'Show all of it',
    askAPerson: 'Ask a person',
    didYouMean: 'Which of these do you mean?',
    noneOfThese: 'None of these',
    unknown: 'I don’t know that one.',
    unknownNext:
      'Nothing in my knowledge base answers it, and I do not guess. Put it in other words, browse the topics, or ask a person.',
    background: 'For the background:',
    whomToAsk: desk => `Please ask: ${desk}.`,
    contact: contact => `You reach them at ${contact}.`,
    noContact: 'Nobody has entered their contact here yet; your OSPO can tell you.',
    bring: 'Bring your question as you typed it:',
    noneNoted: 'I have noted that none of these helped, without your name, so that the answer can be written.',
    gone: 'That button belongs to an older version of my knowledge base. Please ask again.',
    failed: 'Something went wrong on my side. Please try again in a moment.',
    rated: 'Thank you, I have noted that.',
    share: 'Share in this conversation',
    agree: 'Show this question to the OSPO',
    agreed: 'Thank you. The OSPO sees the question, not who asked it.',
    askerOnly: 'Only the person who asked can agree to that.',
    data: dataPhrases.en,
    leadsOnly: 'Only those who lead the open source program office may do that.',
    handOver: {
      title: 'Ask a person',
      consent: (desk, contact) =>
        `Your question goes to ${desk} at ${contact}, without your name. What they reply there comes back to you here.`,
      question: 'Your question',
      send: 'Send',
      cancel: 'Cancel',
      sent: desk => `Your question is with ${desk} now. Their reply comes to you here.`,
      notSent: 'It did not go out: I could not reach that desk. Nothing was lost; here is whom to ask.',
      atDesk: 'A colleague asks',
      replyHere: 'Reply in the thread of this message: it goes back to the person who asked.',
      resolve: 'Resolved',
      resolved: 'Resolved. Thank you.',
      replied: desk => `${desk} replied`,
      about: question => `You asked: ${question}`,
      askBack: 'Reply',
      yourReply: 'Your reply',
      askerSays: 'The person who asked says:',
      helped: 'That helps, close it',
      closed: 'Your question was marked as resolved. Ask again whenever you like.',
      over: 'This question is no longer open.',
      draft: 'Make a draft passage',
      draftMade:
        'Here is a draft for the knowledge base, from what was said. Review it, complete the asks, and put it in your knowledge folder.',
    },
    home: homePhrases.en,
  },
  zh: {
    hello: '你好，我是 OSPO 顾问',
    whatIDo: '我根据一个经过审核的知识库回答有关开源项目办公室的问题，并注明出处。不知道的，我会直说，并告诉你该找谁。',
    tryAsking: '你可以这样问：',
    examples: ['什么是开源项目办公室？', '我们第一步该建 OSPO 吗？', '怎样说服高层支持？'],
    empty: '这条消息里没有文字。请问我一个与开源有关的问题。',
    thanks: '不客气，有问题随时再问。',
    bye: '再见，欢迎随时回来。',
    help: '我能做什么',
    howToAsk: [
      '用你自己的话提问，中文或英文都可以，打错字也没关系。',
      '可以追问：“那政府部门呢？”“下一步是什么？”“第二个”。',
      '输入“主题”浏览全部内容，输入“关于”查看来源与许可证。',
      '输入“我们准备好了吗”，三分钟了解现状；输入“自测”查看其他自测。',
      '输入“小贴士”，不时给团队一个小想法；输入“团队脉搏”，不记名地了解团队的感受。',
      '用 👍 或 👎 告诉我回答是否有用；想找人时，点“找人问问”。',
      '输入“主页”打开你的页面；输入“忘记我”删除与你有关的记录。',
    ],
    topics: '我了解的内容',
    allTopics: '全部主题',
    topicsHint: '选择一章查看其中的主题。',
    backToTopics: '全部章节',
    about: '关于 OSPO 顾问',
    aboutLines: [
      '我是一个查找段落的程序，背后没有语言模型，也没有云服务：每句话都由人撰写并审核，你输入的内容不会离开你所在的组织。',
      '代码采用 Apache License 2.0，文字采用 CC BY 4.0。事实出自以下资料，由我们用自己的话写成：',
    ],
    source: '来源：',
    sources: '来源：',
    licence: '许可证：',
    onlyEnglish: '这一段目前只有英文。',
    readAs: words => `我按以下拼写理解：${words}。`,
    related: '继续阅读：',
    showAll: '显示全文',
    askAPerson: '找人问问',
    didYouMean: '你想问的是哪一个？',
    noneOfThese: '都不是',
    unknown: '这个我不知道。',
    unknownNext: '知识库里没有答案，我不会猜测。你可以换个说法、浏览主题，或者找人问问。',
    background: '背景知识：',
    whomToAsk: desk => `请咨询：${desk}。`,
    contact: contact => `联系方式：${contact}。`,
    noContact: '这里还没有填写联系方式，可以向你们的 OSPO 打听。',
    bring: '可以直接转述你的问题：',
    noneNoted: '已记下“都不是”，不含你的姓名，以便补写答案。',
    gone: '这个按钮属于旧版本的知识库，请重新提问。',
    failed: '我这边出了点问题，请稍后再试。',
    rated: '谢谢，已记下。',
    share: '分享到这个会话',
    agree: '让 OSPO 看到这个问题',
    agreed: '谢谢。OSPO 会看到这个问题，但看不到是谁问的。',
    askerOnly: '只有提问的人可以同意。',
    data: dataPhrases.zh,
    leadsOnly: '只有开源办公室的负责人可以这样做。',
    handOver: {
      title: '找人问问',
      consent: (desk, contact) => `你的问题会发给${desk}（${contact}），不带你的姓名。他们的回复会转到这里。`,
      question: '你的问题',
      send: '发送',
      cancel: '取消',
      sent: desk => `问题已转给${desk}，回复会发到这里。`,
      notSent: '没有发出去：联系不上对方。内容没有丢失，你可以直接去问：',
      atDesk: '有同事提问',
      replyHere: '请在这条消息的话题里回复，内容会转给提问的人。',
      resolve: '已解决',
      resolved: '已解决，谢谢。',
      replied: desk => `${desk}已回复`,
      about: question => `你问的是：${question}`,
      askBack: '回复',
      yourReply: '你的回复',
      askerSays: '提问的人说：',
      helped: '有帮助，关闭问题',
      closed: '你的问题已标记为解决。有问题随时再问。',
      over: '这个问题已经关闭。',
      draft: '生成段落草稿',
      draftMade: '这是根据对话整理的知识库草稿。请审核、补全问法，再放进知识文件夹。',
    },
    home: homePhrases.zh,
  },
}
