import { jsonText, phpString } from '../literals.ts'
import { pushesOf, type SnippetCall, tokenUrl } from '../snippet-call.ts'

/** Returns a PHP program that receives clicks by webhook; each request runs it from its start. */
export function phpReceiver(call: SnippetCall): string {
  return `<?php

declare(strict_types=1);

use GuzzleHttp\\Client;

// Composer's autoloader, or the one of Debian's php-guzzlehttp-guzzle.
$composer = __DIR__ . '/vendor/autoload.php';
require is_file($composer) ? $composer : 'GuzzleHttp/autoload.php';

// The bubbles under each message. A bot adds its other pushes here.
const PUSHES = ${phpString(jsonText(pushesOf(call), 4))};

// How long after the bot's message a text counts as a click; 0 is for ever.
define('LIMIT_SECONDS', (int) getenv('FOLLOW_UP_CLICK_LIMIT_SECONDS'));

function call(string $method, string $url, array $options): array
{
    $client = new Client(['timeout' => 2.5, 'http_errors' => false]);
    $answer = json_decode((string) $client->request($method, $url, $options)->getBody(), true);
    if (($answer['code'] ?? null) !== 0) {
        throw new RuntimeException(json_encode($answer));
    }
    return $answer;
}

/** Returns the chat's messages up to a moment, newest first. */
function listMessages(array $message): array
{
    $app = ['app_id' => getenv('FEISHU_APP_ID'), 'app_secret' => getenv('FEISHU_APP_SECRET')];
    $url = ${phpString(tokenUrl(call))};
    $token = call('POST', $url, ['json' => $app])['tenant_access_token'];
    $url = ${phpString(`${call.base_url}/open-apis/im/v1/messages`)};
    return call('GET', $url, [
        'headers' => ['Authorization' => "Bearer $token"],
        'query' => [
            'container_id_type' => 'chat',
            'container_id' => $message['chat_id'],
            'end_time' => intdiv((int) $message['create_time'], 1000) + 1,
            'sort_type' => 'ByCreateTimeDesc',
            'page_size' => 50,
        ],
    ])['data']['items'];
}

/** A click is a message of the user right after the bot's, with the text of a bubble. */
function receive(array $message, array $sender): ?string
{
    if ($message['chat_type'] !== 'p2p' || $sender['sender_type'] !== 'user') {
        return null;
    }
    $isText = $message['message_type'] === 'text';
    $text = $isText ? trim(json_decode($message['content'], true)['text']) : null;
    $id = $message['message_id'];
    $messages = listMessages($message);
    $at = array_search($id, array_column($messages, 'message_id'), true);
    $target = $at === false ? null : $messages[$at + 1] ?? null;
    $targetId = $target['message_id'] ?? '';
    $bubbles = json_decode(PUSHES, true)[$targetId] ?? null;
    if ($bubbles === null) {
        return "no click: $id does not follow a push";
    }
    $matches = [];
    foreach ($bubbles as $index => $bubble) {
        foreach ([$bubble, ...$bubble['i18n_contents'] ?? []] as $one) {
            if (trim($one['content']) === $text) {
                $matches[] = 'bubble ' . ($index + 1) . ' (' . ($one['language'] ?? 'default') . ')';
            }
        }
    }
    if (!$matches) {
        return "no click: $id has another text";
    }
    $millis = (int) $message['create_time'] - (int) $target['create_time'];
    if (LIMIT_SECONDS > 0 && $millis > LIMIT_SECONDS * 1000) {
        return "no click: $id came after " . LIMIT_SECONDS . ' s';
    }
    // PHP forgets between two requests; a file that can be created once does not.
    if (!@fopen(sys_get_temp_dir() . "/follow-up-used-$targetId", 'x')) {
        return "no click: $id is a repeat";
    }
    $who = "by {$sender['sender_id']['open_id']} under $targetId";
    return 'click (typed by hand looks the same): ' . implode(', ', $matches) . " $who: $text";
}

try {
    $key = getenv('FEISHU_ENCRYPT_KEY');
    if (!$key || !getenv('FEISHU_APP_ID') || !getenv('FEISHU_APP_SECRET')) {
        throw new RuntimeException('set FEISHU_APP_ID, FEISHU_APP_SECRET and FEISHU_ENCRYPT_KEY');
    }
    $body = file_get_contents('php://input');
    $bytes = base64_decode(json_decode($body, true)['encrypt']);
    $aes = hash('sha256', $key, true);
    $iv = substr($bytes, 0, 16);
    $plain = openssl_decrypt(substr($bytes, 16), 'aes-256-cbc', $aes, OPENSSL_RAW_DATA, $iv);
    $event = json_decode((string) $plain, true, 512, JSON_THROW_ON_ERROR);
    header('Content-Type: application/json');
    if (($event['type'] ?? '') === 'url_verification') {
        exit(json_encode(['challenge' => $event['challenge']]));
    }
    $header = fn (string $name): string => $_SERVER["HTTP_X_LARK_$name"] ?? '';
    $signed = $header('REQUEST_TIMESTAMP') . $header('REQUEST_NONCE') . $key . $body;
    if (!hash_equals(hash('sha256', $signed), $header('SIGNATURE'))) {
        throw new RuntimeException('the signature is wrong');
    }
    if ($event['header']['event_type'] === 'im.message.receive_v1') {
        $said = receive($event['event']['message'], $event['event']['sender']);
        file_put_contents('php://stdout', $said === null ? '' : "$said\\n");
    }
    echo '{}';
} catch (Throwable $error) {
    // The platform sends the event again.
    file_put_contents('php://stderr', "{$error->getMessage()}\\n");
    http_response_code(500);
}
`
}
