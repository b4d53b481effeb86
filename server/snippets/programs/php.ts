import { jsonText, phpString } from '../literals.ts'
import {
  bodyOf,
  CREDENTIALS_NEEDED,
  pushUrl,
  type SnippetCall,
  TOKEN_MALFORMED,
  tokenUrl,
} from '../snippet-call.ts'

/** Returns a PHP program that uses Guzzle; its body is a literal of JSON. */
export function phpProgram(call: SnippetCall): string {
  return `<?php

declare(strict_types=1);

use GuzzleHttp\\Client;
use GuzzleHttp\\Exception\\ConnectException;
use GuzzleHttp\\Exception\\RequestException;

// Composer's autoloader, or the one of Debian's php-guzzlehttp-guzzle.
$composer = __DIR__ . '/vendor/autoload.php';
require is_file($composer) ? $composer : 'GuzzleHttp/autoload.php';

final class Unsent extends RuntimeException
{
}

function post(string $url, string $body, array $headers = []): array
{
    $content = '';
    try {
        $response = (new Client())->request('POST', $url, [
            'headers' => $headers + ['Content-Type' => 'application/json; charset=utf-8'],
            'body' => $body,
            'http_errors' => false,
            'allow_redirects' => false,
            'timeout' => max(1, DEADLINE - time()),
        ]);
        $content = (string) $response->getBody();
    } catch (ConnectException | RequestException $error) {
        $response = $error instanceof RequestException ? $error->getResponse() : null;
        if ($response === null) {
            // curl was ready to send: what follows can be an answer that was lost.
            $sent = ($error->getHandlerContext()['pretransfer_time'] ?? 1) > 0;
            throw $sent ? $error : new Unsent($error->getMessage());
        }
    }
    $answer = json_decode($content, true);
    $code = is_array($answer) ? $answer['code'] ?? null : null;
    $result = is_int($code) ? "code $code, msg " . ($answer['msg'] ?? '-') : 'no JSON with a code';
    $logId = $response->getHeaderLine('X-Tt-Logid') ?: '-';
    $line = "HTTP {$response->getStatusCode()}, $result, log id $logId";
    return ['code' => is_int($code) ? $code : null, 'line' => $line] + (array) $answer;
}

function finish(int $status, string $text): void
{
    fwrite($status === 0 ? STDOUT : STDERR, "push_follow_up $text\\n");
    exit($status);
}

function getToken(): string
{
    [$appId, $appSecret] = [getenv('FEISHU_APP_ID'), getenv('FEISHU_APP_SECRET')];
    if (!$appId || !$appSecret) {
        finish(2, ${phpString(`not sent: ${CREDENTIALS_NEEDED}`)});
    }
    $body = json_encode(['app_id' => $appId, 'app_secret' => $appSecret]);
    $url = ${phpString(tokenUrl(call))};
    try {
        $answer = post($url, $body);
    } catch (Throwable $error) {
        finish(3, "not sent: no token: {$error->getMessage()}");
    }
    if ($answer['code'] !== 0) {
        finish(3, "not sent: no token: {$answer['line']}");
    }
    return $answer['tenant_access_token'];
}

define('DEADLINE', time() + 30);
$token = trim(getenv('FEISHU_TENANT_ACCESS_TOKEN') ?: '') ?: getToken();
if (preg_match('/[^!-~]/', $token)) {
    finish(2, ${phpString(`not sent: ${TOKEN_MALFORMED}`)});
}
$url = ${phpString(pushUrl(call))};
$body = ${phpString(jsonText(bodyOf(call), 4))};
try {
    $answer = post($url, $body, ['Authorization' => "Bearer $token"]);
} catch (Unsent $error) {
    finish(3, "not sent: {$error->getMessage()}");
} catch (Throwable $error) {
    finish(4, "unknown, the bubbles may be there: {$error->getMessage()}");
}
if ($answer['code'] === 0) {
    finish(0, "succeeded: {$answer['line']}");
}
if ($answer['code'] === 230008 && getenv('FOLLOW_UP_REPEAT') === '1') {
    finish(0, "already there: {$answer['line']}");
}
if ($answer['code'] === null) {
    finish(4, "unknown, the bubbles may be there: {$answer['line']}");
}
finish(1, "rejected: {$answer['line']}");
`
}
