import { defineErrors } from "#kernel/errors"

export const BrandError = defineErrors("brands", {
  SlugTaken: {
    status: 409,
    ja: "このアドレス（{slug}）はもう使われています。別の英数字を選んでください。",
    en: "This address ({slug}) is taken. Choose another one.",
  },
  SettingsMoved: {
    status: 409,
    ja: "ほかの人が先に設定を変えました。読み込み直してから、もう一度変えてください。",
    en: "Someone else changed these settings first. Reload them, then change them again.",
  },
  OnlyDemoOrTest: {
    status: 409,
    ja: "「{name}」は本番のブランドなので、ここからは削除できません。削除できるのは、デモとテストのブランドだけです。",
    en: "{name} is a live brand and can't be deleted here. Only demo and test brands can.",
  },
  LastBrand: {
    status: 409,
    ja: "「{name}」を削除すると、サインインできるブランドがなくなります。先に「設定 → ブランド」でご自分のブランドを開いてから、もう一度削除してください。",
    en: "Without {name} there would be no brand left to sign in to. Open your own brand first, under Settings → Brands, then delete it again.",
  },
  NoPicture: {
    status: 415,
    ja: "PNG・JPEG・WebP の画像ではないか、途中で切れています。SVG などは PNG に書き出してから、もう一度選んでください。",
    en: "This is no whole PNG, JPEG or WebP picture. Save it as one of these (SVG as PNG) and choose it again.",
  },
  PictureTooBig: {
    status: 413,
    ja: "画像が大きすぎます。1MB まで、縦横それぞれ {side} ピクセルまでにしてください。",
    en: "The picture is too big: at most 1 MB and {side} pixels a side.",
  },
  TooLittleContrast: {
    status: 422,
    ja: "この色（{colour}）では文字が読みにくくなります（{ratio}:1、必要なのは4.5:1）。いちばん近い {nearest} をお使いください。",
    en: "Text would be hard to read in this colour ({colour}): {ratio}:1 where 4.5:1 is needed. The nearest one that passes is {nearest}.",
  },
})

export const KeyError = defineErrors("keys", {
  UnknownScope: {
    status: 422,
    ja: "この権限（{scope}）はありません。一覧から選んでください。",
    en: "There is no such scope ({scope}). Choose from the list.",
  },
  BeyondYours: {
    status: 403,
    ja: "自分が持っていない権限（{rights}）は渡せません。",
    en: "You cannot hand on rights that you do not hold yourself ({rights}).",
  },
  OriginNeeded: {
    status: 422,
    ja: "ブラウザー用のキーには、使うサイトのアドレス（https://… ）を一つ以上入れてください。",
    en: "A browser key needs at least one site (https://…) that may use it.",
  },
  WriteKeyUnknown: {
    status: 401,
    ja: "この書き込みキーは使えません。管理画面でキーを確かめてください。",
    en: "This write key is not valid. Check the key in the console.",
  },
  OriginNotAllowed: {
    status: 403,
    ja: "このサイトからは使えないキーです。管理画面で許可するサイトに加えてください。",
    en: "This key may not be used from this site. Add the site to the key's list in the console.",
  },
  OutOfScope: {
    status: 403,
    ja: "ブラウザー用の書き込みキーでは送れない内容です（{what}）。サーバーから秘密のキーで送ってください。",
    en: "A browser write key may not send this ({what}). Send it from your server with a secret key.",
  },
})

export const SignInError = defineErrors("sign-in", {
  WrongPassword: {
    status: 401,
    ja: "メールアドレスかパスワードが違います。もう一度お確かめください。",
    en: "The e-mail address or the password is not right. Please check them.",
  },
  WrongCode: {
    status: 401,
    ja: "コードが違うか、もう使われています。アプリに表示されている新しいコードを入れてください。",
    en: "The code is wrong or was used already. Enter the one your app shows now.",
  },
  WrongRecoveryCode: {
    status: 401,
    ja: "このリカバリーコードは使えません。まだ使っていないコードを入れてください。",
    en: "This recovery code cannot be used. Enter one that was not used yet.",
  },
  PasskeyRefused: {
    status: 401,
    ja: "パスキーを確かめられませんでした。もう一度お試しになるか、別の方法をお選びください。",
    en: "The passkey could not be verified. Try again, or choose another way.",
  },
  StartOver: {
    status: 401,
    ja: "サインインの途中で時間が過ぎたか、誤りが続きました。はじめからやり直してください。",
    en: "The sign-in took too long, or there were too many wrong tries. Please start over.",
  },
  TooManyTries: {
    status: 429,
    ja: "誤りが続いたため、このアカウントへのパスワードでのサインインを止めています。15分ほどおくか、パスキーをお使いください。",
    en: "After too many wrong tries, signing in to this account with a password is paused. Wait about 15 minutes, or use a passkey.",
  },
  WeakPassword: {
    status: 422,
    ja: "このパスワードは使えません（{reason_ja}）。8〜128文字で、人に当てられにくいものにしてください。",
    en: "This password cannot be used ({reason_en}). Choose 8 to 128 characters that nobody would guess.",
  },
  FirstRunToken: {
    status: 403,
    ja: "最初の設定のリンクが正しくありません。Maido を起動した画面に出たリンクをそのまま開いてください。",
    en: "This is not the set-up link. Open the one that Maido printed when it started.",
  },
  FirstRunOver: {
    status: 410,
    ja: "最初のアカウントはもう作られています。サインインするか、管理者に招待を頼んでください。",
    en: "The first account has been made. Sign in, or ask an administrator to invite you.",
  },
  BrandNeeded: {
    status: 422,
    ja: "ブランドの名前とアドレスを入れてください。",
    en: "Enter the brand's name and address.",
  },
})

export const StaffError = defineErrors("staff", {
  InvitationOver: {
    status: 410,
    ja: "この招待は使えません。使用済みか、取り消されたか、期限が切れています。もう一度招待を頼んでください。",
    en: "This invitation cannot be used: it was used, withdrawn, or has expired. Ask to be invited again.",
  },
  SignInFirst: {
    status: 409,
    ja: "このメールアドレスにはアカウントがあります。そのアカウントでサインインしてから、招待のリンクをもう一度開いてください。",
    en: "There is an account with this e-mail address. Sign in to it, then open the invitation's link again.",
  },
  NameAndPasswordNeeded: {
    status: 422,
    ja: "お名前とパスワードを入れてください。",
    en: "Enter your name and a password.",
  },
  AlreadyHere: {
    status: 409,
    ja: "この人はもうこのブランドのスタッフです。",
    en: "This person works for this brand already.",
  },
  UnknownRole: {
    status: 422,
    ja: "この役割（{role}）はありません。一覧から選んでください。",
    en: "There is no such role ({role}). Choose from the list.",
  },
  BeyondYours: {
    status: 403,
    ja: "自分が持っていない権限（{rights}）を含む役割は扱えません。",
    en: "You cannot handle a role with rights that you do not hold yourself ({rights}).",
  },
  OwnersOnly: {
    status: 403,
    ja: "オーナーを決められるのはオーナーだけです。",
    en: "Only an owner can make or change an owner.",
  },
  LastOwner: {
    status: 409,
    ja: "最後のオーナーです。先に別の人をオーナーにしてください。",
    en: "This is the last owner. Make someone else an owner first.",
  },
  NotYourself: {
    status: 409,
    ja: "自分自身にはできません。ほかの管理者に頼んでください。",
    en: "You cannot do this to yourself. Ask another administrator.",
  },
  NotHere: {
    status: 404,
    ja: "このメールアドレスのアカウントはありません。つづりをお確かめください。",
    en: "There is no account with this e-mail address. Check how it is spelt.",
  },
  Disabled: {
    status: 409,
    ja: "このアカウントは停止されています。インストール全体の管理者が再開できます。",
    en: "This account is disabled. Those who run the installation can enable it again.",
  },
  RunnersOnly: {
    status: 403,
    ja: "インストール全体の管理者だけができる操作です。",
    en: "Only those who run the installation can do this.",
  },
  RoleInUse: {
    status: 409,
    ja: "この役割のスタッフか招待が残っています。先に別の役割に変えてください。",
    en: "People or invitations still have this role. Give them another one first.",
  },
  RoleNameTaken: {
    status: 409,
    ja: "同じ名前の役割があります。別の名前にしてください。",
    en: "There is a role of this name. Choose another name.",
  },
  // Not 401: whoever mistypes it is signed in all the same.
  WrongPassword: {
    status: 422,
    ja: "いまのパスワードが違います。もう一度お確かめください。",
    en: "This is not your present password. Please check it.",
  },
  LastFactor: {
    status: 409,
    ja: "最後の二段階認証です。先に別のパスキーか認証アプリを登録してください。",
    en: "This is your last second factor. Set up another passkey or an authenticator app first.",
  },
})
