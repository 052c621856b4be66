// FakeWorkspace: one workspace of our own fake of Slack, with its tokens, people, channels and what was posted.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

type Json = Readonly<Record<string, unknown>>

/** What a workspace starts with. */
export interface Workspace {
  /** Its id, such as `T0A`. */
  readonly team: string
  /** A token of the bot; workspaces that are installed by OAuth get theirs later. */
  readonly token?: string
  /** Channels by name. */
  readonly channels?: Readonly<Record<string, string>>
  /** The ids of the people who run it. */
  readonly admins?: readonly string[]
}

/** A message that was accepted. */
export interface Posted {
  readonly channel: string
  readonly ts: string
  readonly args: Json
  /** The person who alone sees it. */
  readonly only?: string
}

/** One workspace. */
export class FakeWorkspace {
  readonly team: string
  /** What was accepted, oldest first; a message that was changed stands as it is now. */
  readonly posted: Posted[] = []
  /** Seconds after which tokens that are granted expire, as with token rotation; no rotation where there are none. */
  expiresIn: number | undefined
  readonly #origin: string
  readonly #channels: Readonly<Record<string, string>>
  readonly #admins: readonly string[]
  readonly #tokens = new Map<string, 'good' | 'token_revoked' | 'token_expired'>()
  readonly #grants = new Set<string>()
  #count = 0

  /**
   * @param workspace what it starts with
   * @param origin where the fake listens
   */
  constructor({team, token, channels = {}, admins = []}: Workspace, origin: string) {
    this.team = team
    this.#origin = origin
    this.#channels = channels
    this.#admins = admins
    if (token !== undefined) this.#tokens.set(token, 'good')
  }

  /** The id of the bot's user. */
  get bot(): string {
    return `UBOT${this.team}`
  }

  /** The tokens that are good now. */
  get tokens(): string[] {
    return [...this.#tokens].filter(([, state]) => state === 'good').map(([token]) => token)
  }

  /** True for every token that this workspace has ever given out. */
  knows(token: string): boolean {
    return this.#tokens.has(token)
  }

  /** What has become of all tokens. */
  spoil(state: 'token_revoked' | 'token_expired'): void {
    for (const token of this.#tokens.keys()) this.#tokens.set(token, state)
  }

  /** A code that a person who installs the app brings along; it is good once. */
  code(): string {
    return this.#newGrant('code')
  }

  /** The answer to `oauth.v2.access` for a code or a refresh token of this workspace; undefined for others. */
  grant(args: Json): Json | undefined {
    const grant = String(args['grant_type'] === 'refresh_token' ? args['refresh_token'] : args['code'])
    if (!this.#grants.delete(grant)) return undefined
    const access_token = `xoxb-${this.team}-${++this.#count}`
    this.#tokens.set(access_token, 'good')
    const rotation =
      this.expiresIn === undefined ? {} : {expires_in: this.expiresIn, refresh_token: this.#newGrant('xoxe-1')}
    return {
      ok: true,
      app_id: 'A0001',
      authed_user: {id: 'U0ADMIN'},
      scope: 'chat:write',
      token_type: 'bot',
      access_token,
      bot_user_id: this.bot,
      team: {id: this.team, name: `Team ${this.team}`},
      enterprise: null,
      is_enterprise_install: false,
      ...rotation,
    }
  }

  /** The answer to any other method. */
  reply(method: string, token: string, args: Json): Json {
    const state = this.#tokens.get(token) ?? 'invalid_auth'
    if (state !== 'good') return {ok: false, error: state}
    const reply = this.#methods[method]
    return reply ? {ok: true, ...reply(args)} : {ok: false, error: 'unknown_method'}
  }

  readonly #methods: Readonly<Record<string, (args: Json) => Json>> = {
    'auth.test': () => ({url: `${this.#origin}/`, team_id: this.team, user_id: this.bot, bot_id: `B${this.team}`}),
    'chat.postMessage': args => this.#post(args),
    'chat.postEphemeral': args => ({message_ts: this.#post(args, String(args['user']))['ts']}),
    'chat.update': args => this.#update(args),
    'views.open': args => ({view: this.#view(args)}),
    'views.update': args => ({view: this.#view(args)}),
    'views.push': args => ({view: this.#view(args)}),
    'views.publish': args => ({view: this.#view(args)}),
    'users.info': ({user}) => ({user: {id: user, team_id: this.team, ...this.#power(String(user))}}),
    'users.lookupByEmail': ({email}) => ({user: {id: `U${String(email).split('@')[0]?.toUpperCase()}`}}),
    'conversations.open': ({users}) => ({channel: {id: `D${String(users)}`}}),
    'conversations.list': () => ({
      channels: Object.entries(this.#channels).map(([name, id]) => ({id, name, is_channel: true, is_member: true})),
      response_metadata: {next_cursor: ''},
    }),
    'conversations.info': ({channel}) => ({channel: {id: channel, is_member: true}}),
    'assistant.threads.setStatus': () => ({}),
    'assistant.threads.setSuggestedPrompts': () => ({}),
    'assistant.threads.setTitle': () => ({}),
    'files.getUploadURLExternal': () => ({
      upload_url: `${this.#origin}/upload/${++this.#count}`,
      file_id: `F${this.#count}`,
    }),
    'files.completeUploadExternal': ({files}) => ({files}),
  }

  #newGrant(kind: string): string {
    const grant = `${kind}-${this.team}-${++this.#count}`
    this.#grants.add(grant)
    return grant
  }

  #power(user: string): Json {
    const runs = this.#admins.includes(user)
    return {is_admin: runs, is_owner: false, is_bot: false, deleted: false}
  }

  #post(args: Json, only?: string): Json {
    const ts = `${1_700_000_000 + ++this.#count}.000100`
    const channel = String(args['channel'])
    this.posted.push({channel, ts, args, ...(only === undefined ? {} : {only})})
    return {channel, ts, message: {...args, ts, bot_id: `B${this.team}`}}
  }

  /** Whispers cannot be changed by this method, as in Slack. */
  #update(args: Json): Json {
    const {channel, ts} = args
    const at = this.posted.findIndex(each => each.channel === channel && each.ts === ts && each.only === undefined)
    const old = this.posted[at]
    if (!old) return {ok: false, error: 'message_not_found'}
    this.posted[at] = {...old, args}
    return {channel, ts, text: args['text']}
  }

  #view(args: Json): Json {
    const view = args['view'] as Json
    return {...view, id: `V${++this.#count}`, team_id: this.team, app_id: 'A0001', state: {values: {}}, hash: '1.abc'}
  }
}
