-- The database of the console at commit 297a404, killed during a request.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE intents (
      seq integer primary key autoincrement,
      id text not null unique,
      idempotency_key text not null unique,
      fingerprint text not null,
      instance text not null,
      actor text not null,
      profile text not null,
      base_url text not null,
      endpoint text not null,
      message_id text,
      attempt_of text,
      url text not null,
      body text not null,
      body_sha256 text not null,
      started_at_ms bigint not null,
      -- The latest started_at_ms so far: unlike a clock it never goes back, so it finds a time by order.
      latest_at_ms bigint not null
    );
INSERT INTO intents VALUES(1,'6e37fbad-6ea5-491c-bb52-acb9ba83ddc1','message-1','96215049e67ade9a7726b85f34c2149f042e8ad9e08f0e7d348e531ba8055bd0','b424f2f9-8cbd-43ce-9a27-f5a4a03f9e4c','local','emulator','http://127.0.0.1:43555','create_message',NULL,NULL,'http://127.0.0.1:43555/open-apis/im/v1/messages?receive_id_type=open_id','{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"您好 0\"}","uuid":"3b20f961-d802-4dd4-87ac-37496233b185"}','7802f663e09322095b767ae3a399aae4b61b1e88a86c2e2989db8386288e498c',1796072452748,1796072452748);
INSERT INTO intents VALUES(2,'88ad87cc-dcca-4224-ac93-5eadc9ff7a27','push-accepted','cfe3061a3ef4118dce8e0a94fdbae527ff117401be5b8cb00082bf3738c43b1a','b424f2f9-8cbd-43ce-9a27-f5a4a03f9e4c','local','emulator','http://127.0.0.1:43555','push_follow_up','om_2ec0fa6f66c10ea23e653b589f2d7fd7',NULL,'http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072452904,1796072452904);
INSERT INTO intents VALUES(3,'ae146570-f400-48f5-ad0a-774c4761e0d1','push-rejected','cfe3061a3ef4118dce8e0a94fdbae527ff117401be5b8cb00082bf3738c43b1a','b424f2f9-8cbd-43ce-9a27-f5a4a03f9e4c','local','emulator','http://127.0.0.1:43555','push_follow_up','om_2ec0fa6f66c10ea23e653b589f2d7fd7',NULL,'http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072452938,1796072452938);
INSERT INTO intents VALUES(4,'5d2985e9-e97f-4000-923e-0e8791d9e22f','push-unknown','cfe3061a3ef4118dce8e0a94fdbae527ff117401be5b8cb00082bf3738c43b1a','b424f2f9-8cbd-43ce-9a27-f5a4a03f9e4c','local','emulator','http://127.0.0.1:43555','push_follow_up','om_2ec0fa6f66c10ea23e653b589f2d7fd7',NULL,'http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072452991,1796072452991);
INSERT INTO intents VALUES(5,'15f7724b-758f-4631-92df-a18044a89e06','push-in-flight','cfe3061a3ef4118dce8e0a94fdbae527ff117401be5b8cb00082bf3738c43b1a','b424f2f9-8cbd-43ce-9a27-f5a4a03f9e4c','local','emulator','http://127.0.0.1:43555','push_follow_up','om_2ec0fa6f66c10ea23e653b589f2d7fd7',NULL,'http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072453196,1796072453196);
CREATE TABLE departures (
      seq bigint primary key references intents (seq),
      at_ms bigint not null,
      request text not null
    );
INSERT INTO departures VALUES(1,1796072452822,'{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"3b20f961-d802-4dd4-87ac-37496233b185\"}"}');
INSERT INTO departures VALUES(2,1796072452909,'{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(3,1796072452960,'{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(4,1796072452995,'{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(5,1796072453204,'{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
CREATE TABLE settlements (
      seq bigint primary key references intents (seq),
      outcome text not null check (outcome in ('answered', 'token_refused', 'not_sent', 'unknown')),
      code bigint,
      at_ms bigint not null,
      exchange text not null
    );
INSERT INTO settlements VALUES(1,'answered',0,1796072452857,'{"id":"6e37fbad-6ea5-491c-bb52-acb9ba83ddc1","actor":"local","attempt_of":null,"idempotency_key":"message-1","profile":"emulator","endpoint":"create_message","message_id":"om_2ec0fa6f66c10ea23e653b589f2d7fd7","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"3b20f961-d802-4dd4-87ac-37496233b185\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"3b20f961-d802-4dd4-87ac-37496233b185\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010500523C5287EDBF18796B4C32","date":"Mon, 30 Nov 2026 21:00:52 GMT","x-request-id":"c1f67337e9ae4ab1fd17a51c787a0a70","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"391"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_2ec0fa6f66c10ea23e653b589f2d7fd7\",\"msg_type\":\"text\",\"create_time\":\"1796072452845\",\"update_time\":\"1796072452845\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_c639773031fa9caf09289ba56a3091f8\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"3b20f961-d802-4dd4-87ac-37496233b185\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010500523C5287EDBF18796B4C32","date":"Mon, 30 Nov 2026 21:00:52 GMT","x-request-id":"c1f67337e9ae4ab1fd17a51c787a0a70","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"391"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_2ec0fa6f66c10ea23e653b589f2d7fd7\",\"msg_type\":\"text\",\"create_time\":\"1796072452845\",\"update_time\":\"1796072452845\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_c639773031fa9caf09289ba56a3091f8\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:00:52.835Z","duration_ms":10.9}],"code":0,"msg":"success","log_id":"202612010500523C5287EDBF18796B4C32","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。是否成功只看 code 是不是 0；有些接口的 msg 是“ok”。","en":"Success. Only code 0 decides that; some calls say “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:00:52.748Z","duration_ms":67}');
INSERT INTO settlements VALUES(2,'answered',0,1796072452916,'{"id":"88ad87cc-dcca-4224-ac93-5eadc9ff7a27","actor":"local","attempt_of":null,"idempotency_key":"push-accepted","profile":"emulator","endpoint":"push_follow_up","message_id":"om_2ec0fa6f66c10ea23e653b589f2d7fd7","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010500520C236DE34FE07E6A644B","date":"Mon, 30 Nov 2026 21:00:52 GMT","x-request-id":"d993999559f0c71778ff5663be80afa1","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"36"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010500520C236DE34FE07E6A644B","date":"Mon, 30 Nov 2026 21:00:52 GMT","x-request-id":"d993999559f0c71778ff5663be80afa1","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"36"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:00:52.910Z","duration_ms":5.2}],"code":0,"msg":"success","log_id":"202612010500520C236DE34FE07E6A644B","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。是否成功只看 code 是不是 0；有些接口的 msg 是“ok”。","en":"Success. Only code 0 decides that; some calls say “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:00:52.904Z","duration_ms":6.9}');
INSERT INTO settlements VALUES(3,'answered',230008,1796072452966,'{"id":"ae146570-f400-48f5-ad0a-774c4761e0d1","actor":"local","attempt_of":null,"idempotency_key":"push-rejected","profile":"emulator","endpoint":"push_follow_up","message_id":"om_2ec0fa6f66c10ea23e653b589f2d7fd7","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"20261201050052D8ED79E9219ACAC75A9A","date":"Mon, 30 Nov 2026 21:00:52 GMT","x-request-id":"4987057676016f81a1f0cb3514b4d811","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"269"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"20261201050052D8ED79E9219ACAC75A9A\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=20261201050052D8ED79E9219ACAC75A9A&code=230008\"}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"20261201050052D8ED79E9219ACAC75A9A","date":"Mon, 30 Nov 2026 21:00:52 GMT","x-request-id":"4987057676016f81a1f0cb3514b4d811","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"269"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"20261201050052D8ED79E9219ACAC75A9A\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=20261201050052D8ED79E9219ACAC75A9A&code=230008\"}}","truncated":false},"failure":null,"code":230008,"started_at":"2026-11-30T21:00:52.963Z","duration_ms":2.4}],"code":230008,"msg":"follow up already exist.","log_id":"20261201050052D8ED79E9219ACAC75A9A","troubleshooter":"https://open.feishu.cn/search?from=openapi&log_id=20261201050052D8ED79E9219ACAC75A9A&code=230008","meaning":{"code":230008,"msg":"follow up already exist.","http_status":400,"meaning":{"zh":"这条消息已经添加过气泡，不能再次添加。","en":"Bubbles have already been added to this message, so none can be added again."},"advice":{"zh":"要换内容，请让机器人发一条新消息。如果上次调用没有收到回答，此码就是上次已经生效的证据，除非期间有别人对这条消息添加过气泡。","en":"For other bubbles, send a new message from the bot. If the answer to an earlier call was lost, this code is evidence that the call took effect, unless someone else added bubbles in between."},"retryable":false,"source":"https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up"},"notes":[],"started_at":"2026-11-30T21:00:52.938Z","duration_ms":6.2}');
INSERT INTO settlements VALUES(4,'unknown',NULL,1796072453013,'{"id":"5d2985e9-e97f-4000-923e-0e8791d9e22f","actor":"local","attempt_of":null,"idempotency_key":"push-unknown","profile":"emulator","endpoint":"push_follow_up","message_id":"om_2ec0fa6f66c10ea23e653b589f2d7fd7","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"unknown","outcome":"unknown","request":{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:43555/open-apis/im/v1/messages/om_2ec0fa6f66c10ea23e653b589f2d7fd7/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"code":null,"started_at":"2026-11-30T21:00:53.008Z","duration_ms":4.7}],"code":null,"msg":null,"log_id":null,"troubleshooter":null,"meaning":null,"notes":[],"started_at":"2026-11-30T21:00:52.991Z","duration_ms":18.3}');
CREATE TABLE resolutions (
      n integer primary key autoincrement,
      seq bigint not null references intents (seq),
      verdict text not null check (verdict in ('delivered', 'not_delivered', 'undecided')),
      note text,
      actor text not null,
      at_ms bigint not null
    );
CREATE TABLE in_flight (
      seq bigint primary key references intents (seq),
      base_url text not null,
      message_id text,
      instance text not null,
      unique (base_url, message_id)
    );
INSERT INTO in_flight VALUES(5,'http://127.0.0.1:43555','om_2ec0fa6f66c10ea23e653b589f2d7fd7','b424f2f9-8cbd-43ce-9a27-f5a4a03f9e4c');
CREATE TABLE sweeps (
      n integer primary key autoincrement,
      upto bigint not null,
      removed bigint not null,
      at_ms bigint not null
    );
CREATE VIRTUAL TABLE search using fts5 (
        terms, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_-'"
      );
REPLACE INTO search_data VALUES(1,X'098478');
REPLACE INTO search_data VALUES(10,X'00000000ff00000101090d0009010101010101010102010102020000010301010303010101040101040400000105010105050101010601010606000001070101070701010108010108080000010901010909000001');
REPLACE INTO search_data VALUES(137438953473,X'000001af07306231395f3166010601670106016b0105023273010304635f316501050232710106017501050179010304645f31390106016b0105023270010304655f313901060163010601660105023273010304665f31660106016a0105023271010304675f31390106016b0106016c0105023273010304685f31670106016a010304695f3164010601650103046a5f3167010601680106016c0105023270010601740103046b5f316301060165010601680106016a01050232710103046c5f31680106016901050232730103036d5f79010205326e5f3273010304705f31630106016c010502327201060173010304715f316401060165010502327201060175010304725f31390105023270010304735f31670106016a0106016b010502327301060175010304745f31650105023363010304755f31640106016b0106016c010502327001020533335f3339010304385f327401050179010304395f326e010304635f3338010303665f790102076a33635f686f64010204795f316d0104023338010501680104036a3363010112705f3635366437353663363137343666373201010473686f640102036a3363010409040405070504040704050704040507040507040405070407040704040504070404040507040506080704050407040504070507040405040705070404050807040707060a070504061507');
REPLACE INTO search_data VALUES(274877906945,X'0000029307306231395f3166010601670106016b0105023273010304635f31630106016401060165010601680105023271010601740106017501050179010304645f313901060163010601650106016b0105023270010304655f31390106016301060166010601690106016b010502327301060174010304665f3165010601660106016a01050232710106017201060174010304675f31390106016b0106016c010502327201060173010304685f31630106016501060166010601670106016a0106016b010304695f3164010601650106016801060169010502327101060172010601750103046a5f3167010601680106016c010502327001060174010601750103046b5f316301060165010601680106016a0106016c01050232710103046c5f3168010601690105023273010601750103036d5f79010205326e5f31650105023273010304705f316301060165010601690106016c010502327201060173010304715f3164010601650106016701060168010502327201060175010304725f31390106016301060164010601660106016801050232700106017201060174010304735f31670106016a0106016b01050232710106017301060175010304745f31650106016901050232700106017201060173010502333701060163010304755f316401060165010601690106016b0106016c01050232700106017301020533315f326e010304335f333101060139010304375f333701060139010304385f327401050179010304395f326e01060172010304635f3338010303665f790102076a33635f686f64010204795f316d0104023338010501680104036a3363010103635f3001010a6f5f616e737765726564010112705f3635366437353663363137343666373201010473686f640102036a33630104090404050704040405040404070404040507040404040504070404050404070404050407040404040407040404050404070404050404070404040405070405040608050704040405040704040405040704040404050404070404050404070405040405040704040404050408070407040704070407060a07050406060d1507');
REPLACE INTO search_data VALUES(412316860417,X'0000014907306231635f327402060175020304645f3163020304655f3166020502327302060174020304665f327102060174020304685f31660206016b020304695f3168020601690205023272020601750203046a5f32750203046b5f316c0203046c5f3275020205326e5f31650205023339020304705f3165020601690205023272020304715f3168020304725f316302060164020502327a020304735f316a020304745f31690205023270020601720205023332020304755f316502060169020502327002060173020304785f333802020533315f326e020304325f326e020304335f3331020304365f3270020304385f3336020304395f33370202076b69745f6e696a0202076e696a5f73657a02020773657a5f697032020112705f36353664373536633631373436663732020104736970320202036b69740202036e696a02020373657a02040904070705040704070407040504070707080507040507070405070705040507040504070807070707070a0a0a15070606');
REPLACE INTO search_data VALUES(549755813889,X'000001e707306231635f31630206016402060165020601680206016a02050232720206017402060175020304645f316302060165020304655f31630206016602060169020502327302060174020304665f316702060169020502327102060174020304675f3167020502327102060175020304685f316302060165020601660206016b020304695f316402060167020601680206016902050232700206017202060173020601750203046a5f3274020601750203046b5f316c0203046c5f3275020205326e5f31650205023339020304705f3165020601690205023272020304715f3168020304725f316302060164020601650205023272020601740206017a020304735f316a0205023274020304745f31630206016602060169020502327002060172020502333202060137020304755f31650206016902050232700206017302060174020304785f333802020533315f326e020304325f326e020304335f3331020304365f3270020304375f333702060139020304385f3336020304395f327202050233370202076b69745f6e696a0202076e696a5f73657a02020773657a5f697032020103635f3002010a6f5f616e737765726564020112705f36353664373536633631373436663732020104736970320202036b69740202036e696a02020373657a020409040404040504040704070404050407040504070504070404040704040405040404070407070805070405070704040504040705070404050405040704050404070807070707040707050a0a0a060d15070606');
REPLACE INTO search_data VALUES(687194767361,X'0000014907306231635f327403060175030304645f3163030304655f3166030502327303060174030304665f327103060174030304685f31660306016b030304695f3168030601690305023272030601750303046a5f32750303046b5f316c0303046c5f3275030205326e5f31650305023339030304705f3165030601690305023272030304715f3168030304725f316303060164030502327a030304735f316a030304745f31690305023270030601720305023332030304755f316503060169030502327003060173030304785f333803020533315f326e030304325f326e030304335f3331030304365f3270030304385f3336030304395f33370302076b69745f6e696a0302076e696a5f73657a03020773657a5f697032030112705f36353664373536633631373436663732030104736970320302036b69740302036e696a03020373657a03040904070705040704070407040504070707080507040507070405070705040507040504070807070707070a0a0a15070606');
REPLACE INTO search_data VALUES(824633720833,X'0000021707306231635f3163030601640306016503060168030502327403060175030304645f3163030601650306016c030304655f3163030601640306016603060169030502327303060174030304665f327103060174030304685f316303060165030601660306016b0305023270030304695f316403060168030601690305023272030601750303046a5f31680306016c03050232750303046b5f316c03050232740303046c5f316503050232700306017403060175030205326e5f31650305023339030304705f3165030601690306016c0305023272030601730305023330030304715f3168030304725f3163030601640306016a03050232700306017a030304735f316a0306016b0305023364030304745f31690306016c03050232700306017203060173030502333203060163030304755f3165030601690305023270030601730305023333030304785f33370306013803020533305f33300306013303060136030304315f326e030304325f326e030304335f33300306013103060162030304365f327003060174030304375f3338030304385f31610305023336030304395f333403060137030304635f32780302076b69745f6e696a0302076e696a5f73657a03020773657a5f697032030108635f32333030303803010a6f5f616e737765726564030112705f36353664373536633631373436663732030104736970320302036b69740302036e696a03020373657a030409040404050407040407040404050407040704040405070404050407040507050705040408050704040504050707040405040704050704050404050407040504050704080404070707040407040707050704070a0a0a0b0d15070606');
REPLACE INTO search_data VALUES(962072674305,X'0000014907306231635f327404060175040304645f3163040304655f3166040502327304060174040304665f327104060174040304685f31660406016b040304695f3168040601690405023272040601750403046a5f32750403046b5f316c0403046c5f3275040205326e5f31650405023339040304705f3165040601690405023272040304715f3168040304725f316304060164040502327a040304735f316a040304745f31690405023270040601720405023332040304755f316504060169040502327004060173040304785f333804020533315f326e040304325f326e040304335f3331040304365f3270040304385f3336040304395f33370402076b69745f6e696a0402076e696a5f73657a04020773657a5f697032040112705f36353664373536633631373436663732040104736970320402036b69740402036e696a04020373657a04040904070705040704070407040504070707080507040507070405070705040507040504070807070707070a0a0a15070606');
REPLACE INTO search_data VALUES(1099511627777,X'0000015507306231635f327404060175040304645f3163040304655f3166040502327304060174040304665f327104060174040304685f31660406016b040304695f3168040601690405023272040601750403046a5f32750403046b5f316c0403046c5f3275040205326e5f31650405023339040304705f3165040601690405023272040304715f3168040304725f316304060164040502327a040304735f316a040304745f31690405023270040601720405023332040304755f316504060169040502327004060173040304785f333804020533315f326e040304325f326e040304335f3331040304365f3270040304385f3336040304395f33370402076b69745f6e696a0402076e696a5f73657a04020773657a5f6970320401096f5f756e6b6e6f776e040112705f36353664373536633631373436663732040104736970320402036b69740402036e696a04020373657a04040904070705040704070407040504070707080507040507070405070705040507040504070807070707070a0a0a0c15070606');
REPLACE INTO search_data VALUES(1236950581249,X'0000014907306231635f327405060175050304645f3163050304655f3166050502327305060174050304665f327105060174050304685f31660506016b050304695f3168050601690505023272050601750503046a5f32750503046b5f316c0503046c5f3275050205326e5f31650505023339050304705f3165050601690505023272050304715f3168050304725f316305060164050502327a050304735f316a050304745f31690505023270050601720505023332050304755f316505060169050502327005060173050304785f333805020533315f326e050304325f326e050304335f3331050304365f3270050304385f3336050304395f33370502076b69745f6e696a0502076e696a5f73657a05020773657a5f697032050112705f36353664373536633631373436663732050104736970320502036b69740502036e696a05020373657a05040904070705040704070407040504070707080507040507070405070705040507040504070807070707070a0a0a15070606');
REPLACE INTO search_data VALUES(9007336693694464,X'04000000000000010000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
REPLACE INTO search_data VALUES(9007611571601408,X'04000000000000010000000000000000000000020000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
REPLACE INTO search_data VALUES(9007886449508352,X'04000000000000010000000000000000000000000000000300000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
REPLACE INTO search_data VALUES(9008161327415296,X'04000000000000010000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
REPLACE INTO search_idx VALUES(1,X'',2);
REPLACE INTO search_idx VALUES(2,X'',2);
REPLACE INTO search_idx VALUES(3,X'',2);
REPLACE INTO search_idx VALUES(4,X'',2);
REPLACE INTO search_idx VALUES(5,X'',2);
REPLACE INTO search_idx VALUES(6,X'',2);
REPLACE INTO search_idx VALUES(7,X'',2);
REPLACE INTO search_idx VALUES(8,X'',2);
REPLACE INTO search_idx VALUES(9,X'',2);
REPLACE INTO search_docsize VALUES(1,X'8100',2);
REPLACE INTO search_docsize VALUES(2,X'54',4);
REPLACE INTO search_docsize VALUES(3,X'5d',6);
REPLACE INTO search_docsize VALUES(4,X'33',8);
REPLACE INTO search_docsize VALUES(5,X'32',9);
REPLACE INTO search_config VALUES('version',4);
CREATE TABLE templates (
    id text primary key,
    name text not null,
    note text not null,
    version bigint not null,
    search text not null,
    actor text not null,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    deleted_at_ms bigint
  );
INSERT INTO templates VALUES('9cf10a45-4e2c-4816-8fe1-5c63805281ee','Parcels','',2,replace('parcels\n\n第二版','\n',char(10)),'local',1796072453054,1796072453059,NULL);
CREATE TABLE template_versions (
    template_id text not null references templates (id),
    version bigint not null,
    follow_ups text not null,
    actor text not null,
    at_ms bigint not null,
    primary key (template_id, version)
  );
INSERT INTO template_versions VALUES('9cf10a45-4e2c-4816-8fe1-5c63805281ee',1,'[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]','local',1796072453054);
INSERT INTO template_versions VALUES('9cf10a45-4e2c-4816-8fe1-5c63805281ee',2,'[{"content":"第二版"}]','local',1796072453059);
CREATE TABLE profiles (
    id text primary key,
    name text not null,
    brand text not null,
    base_url text not null,
    app_id text not null,
    app_type text not null,
    color text not null,
    environment text not null,
    tenant_key text,
    receive_id_type text,
    receive_id text,
    sealed_secret text,
    secret_fingerprint text,
    secret_set_at_ms bigint,
    sealed_ticket text,
    ticket_fingerprint text,
    ticket_set_at_ms bigint,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    removed_at_ms bigint
  );
INSERT INTO profiles VALUES('c5e73b23-8bf2-446c-97ca-6aee8035eb8c','Shop','feishu','https://open.feishu.cn','cli_a123456789abcdef','custom','gray','production',NULL,NULL,NULL,'v1.I_4jt-uj2ryLWnUGcuOw6ouKD-2VqWn7Nn75-ENaJPjnXAjXFwMOiIClTGdXXUCMEw','5ffe8cd9',1796072453068,NULL,NULL,NULL,1796072453068,1796072453068,NULL);
CREATE TABLE key_check (
    n bigint primary key check (n = 1),
    sealed text not null
  );
INSERT INTO key_check VALUES(1,'v1.tpmf4N9AsHq-gHiv9fWvA72WEwYgSFw6ATko9dhntwi1--MNnK4gyK38fRdf');
CREATE TABLE recipients (
    profile text not null,
    base_url text not null,
    receive_id_type text not null,
    receive_id text not null,
    name text,
    chat_id text,
    favourite bigint not null,
    -- 0 where nothing was sent yet.
    last_sent_at_ms bigint not null,
    -- Name and ids as a search reads them.
    search text not null,
    primary key (profile, base_url, receive_id_type, receive_id)
  );
INSERT INTO recipients VALUES('emulator','http://127.0.0.1:43555','open_id','ou_d7add75482df8bca0fa9579d7e20bf1a','Ann','oc_c639773031fa9caf09289ba56a3091f8',1,1796072452748,replace('ann\nou_d7add75482df8bca0fa9579d7e20bf1a\noc_c639773031fa9caf09289ba56a3091f8','\n',char(10)));
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('intents',5);
CREATE INDEX intents_by_message on intents (message_id, seq);
CREATE INDEX intents_by_original on intents (attempt_of, seq) where attempt_of is not null;
CREATE INDEX intents_by_time on intents (latest_at_ms, seq);
CREATE INDEX intents_out_of_time on intents (started_at_ms, seq) where started_at_ms < latest_at_ms;
CREATE INDEX resolutions_by_send on resolutions (seq, n);
CREATE TRIGGER intents_stay before update on intents
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER intents_last before delete on intents
    when not exists (select 1 from sweeps where upto >= old.seq)
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER departures_stay before update on departures
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER departures_last before delete on departures
    when not exists (select 1 from sweeps where upto >= old.seq)
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER settlements_stay before update on settlements
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER settlements_last before delete on settlements
    when not exists (select 1 from sweeps where upto >= old.seq)
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER resolutions_stay before update on resolutions
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER resolutions_last before delete on resolutions
    when not exists (select 1 from sweeps where upto >= old.seq)
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER sweeps_stay before update on sweeps
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER sweeps_last before delete on sweeps
    
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER departures_in_order before insert on departures
    when exists (select 1 from settlements where seq = new.seq)
    begin select raise(abort, 'the send has ended'); end;
CREATE TRIGGER settlements_in_order before insert on settlements
    when (new.outcome in ('answered', 'unknown')) and not exists (select 1 from departures where seq = new.seq)
      or new.outcome = 'token_refused' and exists (select 1 from departures where seq = new.seq)
    begin select raise(abort, 'the send cannot end like this'); end;
CREATE UNIQUE INDEX templates_by_name on templates (name) where deleted_at_ms is null;
CREATE INDEX recipients_by_use on recipients (profile, base_url, favourite, last_sent_at_ms);
CREATE INDEX recipients_by_chat on recipients (profile, base_url, chat_id) where chat_id is not null;
COMMIT;
PRAGMA user_version = 4;
PRAGMA application_id = 1181707349;
