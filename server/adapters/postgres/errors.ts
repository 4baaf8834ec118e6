import { defineErrors } from "#kernel/errors"

/** What can keep the database from serving. Each sentence ends with the one thing to do about it. */
export const PostgresError = defineErrors("postgres", {
  BinariesMissing: {
    status: 503,
    ja: "この機械（{platform}）用の PostgreSQL が入っていません。`npm ci` をやり直すか、DATABASE_URL に PostgreSQL 18 以降を指定してください。",
    en: "PostgreSQL for this machine ({platform}) is not installed. Run `npm ci` again, or set DATABASE_URL to PostgreSQL 18 or newer.",
  },
  FolderNotWritable: {
    status: 503,
    ja: "{folder} に書き込めません（{reason}）。`sudo chown -R {user} {folder}` を実行するか、MAIDO_HOME で別の場所を指定してください。",
    en: "{folder} cannot be written ({reason}). Run `sudo chown -R {user} {folder}`, or set MAIDO_HOME to another place.",
  },
  FolderNotReachable: {
    status: 503,
    ja: "データベースを動かすユーザー {user} が {blocked} を通れません。`chmod o+x {blocked}` を実行するか、MAIDO_HOME を /var/lib/maido などにしてください。",
    en: "The user {user}, who runs the database, cannot pass through {blocked}. Run `chmod o+x {blocked}`, or set MAIDO_HOME to a place such as /var/lib/maido.",
  },
  SecretsMissing: {
    status: 503,
    ja: "{folder} にデータはありますが、パスワードの {file} がありません。バックアップから {file} を戻してください。",
    en: "{folder} holds data but its passwords, {file}, are missing. Put {file} back from a backup.",
  },
  AlreadyRunning: {
    status: 503,
    ja: "pg_already_running pid={pid}: {folder} では別の PostgreSQL が動いています。`kill -INT {pid}` で止めてから、もう一度起動してください。",
    en: "pg_already_running pid={pid}: another PostgreSQL serves {folder}. Stop it with `kill -INT {pid}`, then start again.",
  },
  OtherVersion: {
    status: 503,
    ja: "{folder} は PostgreSQL {found} のデータです（必要なのは {needed}）。バックアップを取り、新しい MAIDO_HOME に復元してください。",
    en: "{folder} was made by PostgreSQL {found}, and {needed} is needed. Take a backup and restore it into a new MAIDO_HOME.",
  },
  DidNotStart: {
    status: 503,
    ja: "PostgreSQL を起動できません: {reason}。記録は {logFile} にあります。",
    en: "PostgreSQL did not start: {reason}. Its log is {logFile}.",
  },
  Unreachable: {
    status: 503,
    ja: "DATABASE_URL の PostgreSQL（{host}）に接続できません: {reason}。アドレスとパスワードをお確かめください。",
    en: "PostgreSQL at DATABASE_URL ({host}) cannot be reached: {reason}. Check the address and the password.",
  },
  TooOld: {
    status: 503,
    ja: "PostgreSQL {found} では動きません。18 以降をお使いください。",
    en: "PostgreSQL {found} is too old. Use version 18 or newer.",
  },
  NotUtf8: {
    status: 503,
    ja: "データベースの文字コードが {found} です。日本語を正しく扱えないため、UTF8 で作り直してください（create database … encoding 'UTF8'）。",
    en: "The database is encoded in {found}, which cannot hold Japanese correctly. Create it again with encoding 'UTF8'.",
  },
  UnsafeRole: {
    status: 503,
    ja: "アプリの接続ユーザー {role} は使えません: {reason}。ブランドごとの行の分離が効かなくなるため、`create role maido_app login nosuperuser nobypassrls password '…'` のような権限のないユーザーを MAIDO_APP_DATABASE_URL に指定してください。",
    en: "The application must not connect as {role}: {reason}. Rows of different brands would no longer be kept apart. Give MAIDO_APP_DATABASE_URL a plain role, as made by `create role maido_app login nosuperuser nobypassrls password '…'`.",
  },
  AppRoleNeeded: {
    status: 503,
    ja: "DATABASE_URL のユーザー {role} はアプリ用ユーザーを作れません（{reason}）。管理者が `create role maido_app login nosuperuser nobypassrls password '…'` を実行し、その接続先を MAIDO_APP_DATABASE_URL に指定してください。",
    en: "{role}, the user of DATABASE_URL, may not create the application's role ({reason}). Have an administrator run `create role maido_app login nosuperuser nobypassrls password '…'` and put its address in MAIDO_APP_DATABASE_URL.",
  },
})
