import { bcp47, type Language } from '#contract/languages'
import { ChatLine } from '../features/chat/chat.tsx'
import { useTexts } from '../i18n/texts.ts'
import { previewTexts } from './texts.ts'

/** The sample message in every language, shown while no message is chosen. */
export const SAMPLE_MESSAGE: Record<Language, string> = {
  en_us: 'Sample message: the bubbles appear under the bot’s latest message.',
  zh_cn: '示例消息：气泡会出现在机器人最新一条消息的下方。',
  zh_hk: '示例訊息：氣泡會在機械人最新一則訊息的下方出現。',
  zh_tw: '範例訊息：氣泡會出現在機器人最新一則訊息的下方。',
  ja_jp: 'サンプルメッセージ：バブルはボットの最新メッセージの下に表示されます。',
  id_id: 'Contoh pesan: gelembung muncul di bawah pesan terbaru dari bot.',
  vi_vn: 'Tin nhắn mẫu: các bong bóng xuất hiện bên dưới tin nhắn mới nhất của bot.',
  th_th: 'ข้อความตัวอย่าง: บับเบิลจะปรากฏใต้ข้อความล่าสุดของบอต',
  pt_br: 'Mensagem de exemplo: os balões aparecem abaixo da última mensagem do bot.',
  es_es: 'Mensaje de ejemplo: las burbujas aparecen debajo del último mensaje del bot.',
  ko_kr: '예시 메시지: 말풍선은 봇의 최신 메시지 아래에 표시됩니다.',
  de_de: 'Beispielnachricht: Die Blasen erscheinen unter der neuesten Nachricht des Bots.',
  fr_fr: 'Message d’exemple : les bulles apparaissent sous le dernier message du bot.',
  it_it: 'Messaggio di esempio: le bolle appaiono sotto l’ultimo messaggio del bot.',
  ru_ru: 'Пример сообщения: подсказки появляются под последним сообщением бота.',
  ms_my: 'Mesej contoh: gelembung muncul di bawah mesej terbaharu bot.',
}

/** The sample message in another language than the page's. */
export function OtherSample({ language }: { language: Language }) {
  const t = useTexts(previewTexts)
  return (
    <ChatLine
      who="bot"
      speaker={t.bot}
      text={SAMPLE_MESSAGE[language]}
      lang={bcp47(language)}
      sample
    />
  )
}
