// The manifest of the Teams app: what it may do, each with its reason, and what people see of it before they use it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Payload} from './payload.ts'

/** What differs from organisation to organisation. */
export interface AppDetails {
  /** The Microsoft app id of the bot, a GUID; it names the Teams app as well. */
  readonly appId: string
  /** Who runs it, as people read it in Teams; 32 characters at most. */
  readonly developer: string
  /** Addresses of pages about it, as Teams asks for them. */
  readonly website: string
  readonly privacy: string
  readonly terms: string
}

/** Raise it with every change of the manifest: Teams takes an update only under a higher version. */
const appVersion = '1.0.0'

/** The first version of the schema in which a bot can be spoken to, and can answer, so that only one person sees it. */
const schemaVersion = '1.29'

/** The welcome's examples, word for word, so that what Teams suggests is what we answer well. */
const prompts = {
  en: ['What is an OSPO?', 'Is an OSPO the right first step for us?', 'How do I win over our executives?'],
  zh: ['什么是开源项目办公室？', '我们第一步该建 OSPO 吗？', '怎样说服高层支持？'],
} as const

/** Words that mean something by themselves. */
const words = [
  {title: 'help', en: 'What I can do', zh: '我能做什么'},
  {title: 'topics', en: 'Browse everything that I know', zh: '浏览全部内容'},
  {title: 'about', en: 'Sources and licences', zh: '来源与许可证'},
  {title: 'readiness', en: 'Check how ready your organisation is', zh: '检查你们的准备程度'},
  {title: 'pulse', en: 'Ask a team how open source goes', zh: '了解团队的开源状况'},
  {title: 'tips', en: 'One idea for a team, now and then', zh: '不时给团队一个小想法'},
  {title: 'home', en: 'Your own page', zh: '你的主页'},
  {title: 'forget me', en: 'Delete what is kept about you', zh: '删除与你有关的记录'},
] as const

/** The manifest, as `manifest.json` of the app package holds it. */
export function appManifest({appId, developer, website, privacy, terms}: AppDetails): Payload {
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/MicrosoftTeams.schema.json`,
    manifestVersion: schemaVersion,
    version: appVersion,
    id: appId,
    developer: {name: developer, websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms},
    name: {short: 'OSPO Counselor', full: 'OSPO Counselor, the front desk of your open source program office'},
    description: {short: 'The front desk of your open source program office.', full: aboutIt},
    localizationInfo: {
      defaultLanguageTag: 'en',
      additionalLanguages: [{languageTag: 'zh', file: 'zh.json'}],
    },
    icons: {color: 'color.png', outline: 'outline.png'},
    accentColor: '#1F3A5F',
    bots: [botOf(appId)],
    composeExtensions: [{botId: appId, commands: extension()}],
    // It knows who asks by an id, and may bring a reply to a member of a team in private. It reads no channel: without
    // resource-specific consent Teams sends it only what mentions it.
    permissions: ['identity', 'messageTeamMembers'],
    // It embeds no page of anybody.
    validDomains: [],
  }
}

/** The texts of the manifest in Chinese, as `zh.json` of the app package holds them. */
export function chineseTexts(): Payload {
  const at = (list: number, command: number, field: string) =>
    `bots[0].commandLists[${list}].commands[${command}].${field}`
  const starters = prompts.zh.flatMap((prompt, i) => [
    [at(0, i, 'title'), prompt],
    [at(0, i, 'description'), '问问 OSPO Counselor'],
    [at(0, i, 'prompt'), prompt],
  ])
  const described = words.map(({zh}, i) => [at(1, i, 'description'), zh])
  const commands = extensionTexts.flatMap(({zh}, i) => [
    [`composeExtensions[0].commands[${i}].title`, zh.title],
    [`composeExtensions[0].commands[${i}].description`, zh.description],
  ])
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/MicrosoftTeams.Localization.schema.json`,
    'name.short': 'OSPO Counselor',
    'name.full': 'OSPO Counselor，开源项目办公室的前台',
    'description.short': '你们开源项目办公室的前台。',
    'description.full':
      '向 OSPO Counselor 询问组织中的开源事务：开源项目办公室做什么、如何起步、由谁决定、衡量什么、公共部门怎么做。答案来自经过审阅的知识库，附有来源与许可证；不知道时会如实说明；你愿意时，可以把问题转交给同事。答案不由语言模型撰写。',
    ...Object.fromEntries([...starters, ...described, ...commands]),
    'composeExtensions[0].commands[0].parameters[0].title': '问题',
    'composeExtensions[0].commands[0].parameters[0].description': '你想知道什么',
  }
}

const aboutIt = [
  'Ask the OSPO Counselor about open source in your organisation: what an open source program office does, how to start one, who decides, what to measure, how the public sector does it.',
  'It answers from a reviewed knowledge base, names its sources and their licences, says so when it does not know, and brings your question to a person if you want it to. No language model writes its answers.',
  'Chat with it, mention it in a group or channel, type a slash command for an answer that only you see, or search it while you write a message.',
].join('\n\n')

function botOf(botId: string): Payload {
  return {
    botId,
    scopes: ['personal', 'team', 'groupChat'],
    isNotificationOnly: false,
    // Admins take exports and drafts away as files, which it offers in private.
    supportsFiles: true,
    supportsTargetedMessages: true,
    commandLists: [
      {scopes: ['personal'], commands: prompts.en.map(starter)},
      {
        scopes: ['team', 'groupChat'],
        triggers: ['mention', 'slash'],
        commands: words.map(({title, en}) => ({title, description: en})),
      },
    ],
  }
}

function starter(prompt: string): Payload {
  return {title: prompt, description: 'Ask the OSPO Counselor', type: 'prompt', prompt}
}

/** What people read of the commands, in the order of {@link extension}. */
const extensionTexts = [
  {
    en: {title: 'Search answers', description: 'Find an answer and put it into your message'},
    zh: {title: '搜索答案', description: '找到答案并放进你的消息'},
  },
  {
    en: {title: 'Ask the counselor', description: 'Ask the counselor about this message'},
    zh: {title: '询问 Counselor', description: '就这条消息询问 Counselor'},
  },
] as const

function extension(): Payload[] {
  const [search, ask] = extensionTexts
  return [
    {
      id: 'search',
      type: 'query',
      ...search.en,
      context: ['compose', 'commandBox'],
      initialRun: true,
      parameters: [{name: 'question', title: 'Question', description: 'What you want to know', inputType: 'text'}],
    },
    {id: 'ask', type: 'action', ...ask.en, context: ['message'], fetchTask: true},
  ]
}
