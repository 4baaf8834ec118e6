import { defineErrors } from "#kernel/errors"

/** What can keep analytics from serving. The rest of the product goes on without it. */
export const ClickHouseError = defineErrors("clickhouse", {
  NotInstalled: {
    status: 503,
    ja: "集計エンジン（chdb）がこの機械（{platform}）に入っていません。`npm install chdb` を実行するか、CLICKHOUSE_URL に ClickHouse サーバーを指定してください。集計以外はこのまま使えます。",
    en: "The analytics engine (chdb) is not installed on this machine ({platform}). Run `npm install chdb`, or set CLICKHOUSE_URL to a ClickHouse server. Everything but analytics works without it.",
  },
  AlreadyRunning: {
    status: 503,
    ja: "clickhouse_already_running pid={pid}: 集計データ {folder} は別のプロセスが使っています。そのプロセスを `kill {pid}` で終えるか、MAIDO_HOME を別の場所にしてください。",
    en: "clickhouse_already_running pid={pid}: another process uses the analytics data in {folder}. End it with `kill {pid}`, or set MAIDO_HOME to another place.",
  },
  FolderNotWritable: {
    status: 503,
    ja: "{folder} に書き込めません（{reason}）。`sudo chown -R {user} {folder}` を実行するか、MAIDO_HOME で別の場所を指定してください。",
    en: "{folder} cannot be written ({reason}). Run `sudo chown -R {user} {folder}`, or set MAIDO_HOME to another place.",
  },
  DidNotStart: {
    status: 503,
    ja: "集計エンジンを起動できません: {reason}。集計以外はこのまま使えます。{folder} を消して `maido rebuild-analytics` を実行すると、集計データを作り直せます。",
    en: "The analytics engine did not start: {reason}. Everything else works. Delete {folder} and run `maido rebuild-analytics` to make its data anew.",
  },
  Unreachable: {
    status: 503,
    ja: "CLICKHOUSE_URL の ClickHouse（{host}）に接続できません: {reason}。アドレスとパスワードをお確かめください。",
    en: "ClickHouse at CLICKHOUSE_URL ({host}) cannot be reached: {reason}. Check the address and the password.",
  },
})
