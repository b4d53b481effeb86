import { jsonText, phpString } from '../literals.ts'
import { bodyOf, pushUrl, type SnippetCall, tokenUrl } from '../snippet-call.ts'

/** Returns a PHP program that uses Guzzle; its body is a literal of JSON. */
export function phpProgram(call: SnippetCall): string {
  return `<?php

declare(strict_types=1);

use GuzzleHttp\\Client;

// Composer's autoloader, or the one of Debian's php-guzzlehttp-guzzle.
$composer = __DIR__ . '/vendor/autoload.php';
require is_file($composer) ? $composer : 'GuzzleHttp/autoload.php';

function post(string $url, string $body, array $headers = []): array
{
    $response = (new Client())->request('POST', $url, [
        'headers' => $headers + ['Content-Type' => 'application/json; charset=utf-8'],
        'body' => $body,
        'http_errors' => false,
        'allow_redirects' => false,
        'timeout' => 30,
    ]);
    $http = $response->getStatusCode();
    $logId = $response->getHeaderLine('X-Tt-Logid') ?: '-';
    $answer = json_decode((string) $response->getBody(), true);
    if (!is_array($answer)) {
        throw new RuntimeException("not JSON, HTTP $http, log id $logId");
    }
    $code = $answer['code'] ?? null;
    $msg = $answer['msg'] ?? '-';
    if ($http !== 200 || $code !== 0) {
        throw new RuntimeException("HTTP $http, code $code, msg $msg, log id $logId");
    }
    return $answer + ['log_id' => $logId];
}

function getToken(): string
{
    [$appId, $appSecret] = [getenv('FEISHU_APP_ID'), getenv('FEISHU_APP_SECRET')];
    if (!$appId || !$appSecret) {
        throw new RuntimeException(
            'set FEISHU_APP_ID and FEISHU_APP_SECRET, or FEISHU_TENANT_ACCESS_TOKEN'
        );
    }
    $body = json_encode(['app_id' => $appId, 'app_secret' => $appSecret]);
    $url = ${phpString(tokenUrl(call))};
    return post($url, $body)['tenant_access_token'];
}

try {
    $token = getenv('FEISHU_TENANT_ACCESS_TOKEN') ?: getToken();
    $url = ${phpString(pushUrl(call))};
    $body = ${phpString(jsonText(bodyOf(call), 4))};
    $answer = post($url, $body, ['Authorization' => "Bearer $token"]);
    echo "push_follow_up succeeded, log id {$answer['log_id']}\\n";
} catch (Throwable $error) {
    fwrite(STDERR, "push_follow_up failed: {$error->getMessage()}\\n");
    exit(1);
}
`
}
