import type { Text } from "#kernel/text"

/** What a person reads for an event name. Names follow Segment's e-commerce spec; ours are in the same style. */
const titles: Readonly<Record<string, Text>> = {
  "Other Events": { ja: "そのほかのできごと", en: "Other events" },
  "Page Viewed": { ja: "ページを見た", en: "Viewed a page" },
  "Screen Viewed": { ja: "アプリの画面を見た", en: "Viewed a screen of the app" },
  Identified: { ja: "本人とわかった", en: "Was identified" },
  "Products Searched": { ja: "商品を検索した", en: "Searched for products" },
  "Product List Viewed": { ja: "商品一覧を見た", en: "Viewed a product list" },
  "Product List Filtered": { ja: "商品一覧を絞り込んだ", en: "Filtered a product list" },
  "Product Clicked": { ja: "商品をクリックした", en: "Clicked a product" },
  "Product Viewed": { ja: "商品を見た", en: "Viewed a product" },
  "Product Added": { ja: "カートに入れた", en: "Added a product to the cart" },
  "Product Removed": { ja: "カートから出した", en: "Removed a product from the cart" },
  "Cart Viewed": { ja: "カートを見た", en: "Viewed the cart" },
  "Checkout Started": { ja: "購入手続きを始めた", en: "Started the checkout" },
  "Checkout Step Viewed": { ja: "購入手続きの画面を見た", en: "Viewed a checkout step" },
  "Checkout Step Completed": { ja: "購入手続きを進めた", en: "Completed a checkout step" },
  "Payment Info Entered": { ja: "支払い情報を入力した", en: "Entered payment details" },
  "Coupon Applied": { ja: "クーポンを使った", en: "Applied a coupon" },
  "Product Added to Wishlist": { ja: "お気に入りに入れた", en: "Added a product to the wishlist" },
  "Product Removed from Wishlist": { ja: "お気に入りから外した", en: "Removed a product from the wishlist" },
  "Product Shared": { ja: "商品を共有した", en: "Shared a product" },
  "Product Reviewed": { ja: "商品のレビューを書いた", en: "Reviewed a product" },
  "Order Placed": { ja: "注文した", en: "Placed an order" },
  "Order Completed": { ja: "注文が完了した", en: "Completed an order" },
  "Order Updated": { ja: "注文が変更された", en: "The order was changed" },
  "Order Confirmed": { ja: "入金を確認した", en: "The payment was approved" },
  "Order Cancelled": { ja: "注文が取り消された", en: "The order was cancelled" },
  "Order Refunded": { ja: "返金した", en: "The order was refunded" },
  "Stock Allocated": { ja: "在庫を確保した", en: "The stock was allocated" },
  "Order Shipped": { ja: "発送した", en: "The order was shipped" },
  "Out For Delivery": { ja: "配達に出た", en: "The parcel is out for delivery" },
  "Order Delivered": { ja: "お届けした", en: "The order was delivered" },
  "Delivery Delayed": { ja: "お届けが遅れている", en: "The delivery is late" },
  "Message Sent": { ja: "メッセージを送った", en: "A message was sent" },
  "Message Delivered": { ja: "メッセージが届いた", en: "A message was delivered" },
  "Message Outcome Unknown": {
    ja: "このメールが届いたかどうか、分かりません",
    en: "We do not know whether this mail arrived",
  },
  "Message Failed": { ja: "メッセージを送れなかった", en: "A message could not be sent" },
  "Message Opened": { ja: "メッセージを開いた", en: "Opened a message" },
  "Message Clicked": { ja: "メッセージのリンクを開いた", en: "Followed a link in a message" },
  "Store Visited": { ja: "店舗に来た", en: "Visited a store" },
  "Conversation Held": { ja: "話をした", en: "Talked with us" },
  "Survey Answered": { ja: "アンケートに答えた", en: "Answered a survey" },
  "Message Replied": { ja: "返信した", en: "Replied to a message" },
  "Consent Given": { ja: "受け取りに同意した", en: "Gave consent" },
  "Consent Withdrawn": { ja: "受け取りの同意を取り下げた", en: "Withdrew consent" },
  "Customer Merged": { ja: "同じ人の記録をまとめた", en: "Records of the same person were merged" },
  "Customer Unmerged": { ja: "まとめた記録を元に戻した", en: "Merged records were separated again" },
}

/** The words for an event; a name of the brand's own is shown as it is. */
export function eventTitle(name: string): Text {
  return Object.hasOwn(titles, name) ? (titles[name] ?? { ja: name, en: name }) : { ja: name, en: name }
}
