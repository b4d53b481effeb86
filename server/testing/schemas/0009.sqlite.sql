-- The database of the console at commit 98aff00, killed during a request.
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
    , delivery text references deliveries (id));
INSERT INTO intents VALUES(1,'6502b632-463d-493b-afba-022765d7d908','message-1','c65e8d46c90e256ca204b238a8901c616337ddf4102732b0f570c335df15bf04','34ed150f-f31e-40fa-96ab-2864cbe333dd','local','emulator','http://127.0.0.1:37389','create_message',NULL,NULL,'http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id','{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"您好 0\"}","uuid":"93f2ae8e-2f2c-4e92-bcf4-a88bca75eb9b"}','44c3aad9faea3a4ce00202b371b1a939ff8722396e5b43a659fe156a2baf3018',1796072475320,1796072475320,NULL);
INSERT INTO intents VALUES(2,'d9fcbaac-7a3b-40df-a958-7208e0022cdd','push-accepted','dbb0e1abbde9b103943ec4ff8a85d60f1174d5d6a05fe868548dab77ea2177f2','34ed150f-f31e-40fa-96ab-2864cbe333dd','local','emulator','http://127.0.0.1:37389','push_follow_up','om_x100bdaa5452a559e52ee996987dcb09',NULL,'http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072475517,1796072475517,NULL);
INSERT INTO intents VALUES(3,'961be7b3-d6d2-441a-adc1-2f20df0cff51','push-rejected','dbb0e1abbde9b103943ec4ff8a85d60f1174d5d6a05fe868548dab77ea2177f2','34ed150f-f31e-40fa-96ab-2864cbe333dd','local','emulator','http://127.0.0.1:37389','push_follow_up','om_x100bdaa5452a559e52ee996987dcb09',NULL,'http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072475571,1796072475571,NULL);
INSERT INTO intents VALUES(4,'83702f15-729a-4b97-a6b7-45e0966b14eb','push-unknown','dbb0e1abbde9b103943ec4ff8a85d60f1174d5d6a05fe868548dab77ea2177f2','34ed150f-f31e-40fa-96ab-2864cbe333dd','local','emulator','http://127.0.0.1:37389','push_follow_up','om_x100bdaa5452a559e52ee996987dcb09',NULL,'http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072475599,1796072475599,NULL);
INSERT INTO intents VALUES(5,'57d2f6a1-7905-4fd3-a724-23a84bf02693','delivery-1','58630685aff126ca0c83faeb96a923fb55c7d5cbcd61546117b9d629c07c3229','34ed150f-f31e-40fa-96ab-2864cbe333dd','local','emulator','http://127.0.0.1:37389','create_message',NULL,NULL,'http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id','{"receive_id":"ou_c99a1051792afae873ff5d44880319f8","msg_type":"text","content":"{\"text\":\"Hello\"}","uuid":"b08ecc04-a6b6-44ba-816a-a33b98c5e159"}','63dab162d3523ea6d4a904b92e312532c58ac3eeefd94ac89e18a7e8c6226ab0',1796072475697,1796072475697,'56d352c2-849c-4843-8d2e-daf3ea7de75b');
INSERT INTO intents VALUES(6,'0660dbf8-ec59-43f6-94e7-b6ad5e383655','delivery-1:push','a17aaa7a2c1117fb692aabbb67a63cec89d6e1fc11334643c8ecf2c52a87cff7','34ed150f-f31e-40fa-96ab-2864cbe333dd','local','emulator','http://127.0.0.1:37389','push_follow_up','om_x100ba3fdc2807f72a7a5fa967650614',NULL,'http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100ba3fdc2807f72a7a5fa967650614/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072475741,1796072475741,'56d352c2-849c-4843-8d2e-daf3ea7de75b');
INSERT INTO intents VALUES(7,'87fa4876-b100-45b4-81df-f8cefafda11e','ab94c080-6973-49c6-b9c6-6b1eeed3af94:1','413bc0c61a635d415f637d9bdc0b1d7a7dd5ee6e122ace6938e29c295c05dd9d','34ed150f-f31e-40fa-96ab-2864cbe333dd','local','emulator','http://127.0.0.1:37389','create_message',NULL,NULL,'http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id','{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"Hi Lin\"}","uuid":"35978095-6079-468e-884c-f79cba3f5529"}','9bf94dedbca78b3079ec5e3adabcd9ccdf4ad65d38093ba0199057f92a6ac243',1796072475988,1796072475988,'ee819cce-a1b6-41f5-926d-7abf49f50fa9');
INSERT INTO intents VALUES(8,'a1e5f333-695f-4037-a988-b03b44ae320f','ab94c080-6973-49c6-b9c6-6b1eeed3af94:1:push','32d94e4a8c1bace757c2b2a7db3f91ce2aaaca00a4740d91a1c8a60f3106e566','34ed150f-f31e-40fa-96ab-2864cbe333dd','local','emulator','http://127.0.0.1:37389','push_follow_up','om_x100bcb9b167e02a3b01b91c02acd041',NULL,'http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bcb9b167e02a3b01b91c02acd041/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072476002,1796072476002,'ee819cce-a1b6-41f5-926d-7abf49f50fa9');
INSERT INTO intents VALUES(9,'3310da78-4aed-4c20-b68f-978f46d676dc','push-in-flight','dbb0e1abbde9b103943ec4ff8a85d60f1174d5d6a05fe868548dab77ea2177f2','34ed150f-f31e-40fa-96ab-2864cbe333dd','local','emulator','http://127.0.0.1:37389','push_follow_up','om_x100bdaa5452a559e52ee996987dcb09',NULL,'http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072476382,1796072476382,NULL);
CREATE TABLE departures (
      seq bigint primary key references intents (seq),
      at_ms bigint not null,
      request text not null
    );
INSERT INTO departures VALUES(1,1796072475382,'{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"93f2ae8e-2f2c-4e92-bcf4-a88bca75eb9b\"}"}');
INSERT INTO departures VALUES(2,1796072475517,'{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(3,1796072475572,'{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(4,1796072475600,'{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(5,1796072475698,'{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"b08ecc04-a6b6-44ba-816a-a33b98c5e159\"}"}');
INSERT INTO departures VALUES(6,1796072475741,'{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100ba3fdc2807f72a7a5fa967650614/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(7,1796072475989,'{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"35978095-6079-468e-884c-f79cba3f5529\"}"}');
INSERT INTO departures VALUES(8,1796072476003,'{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bcb9b167e02a3b01b91c02acd041/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(9,1796072476383,'{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
CREATE TABLE settlements (
      seq bigint primary key references intents (seq),
      outcome text not null check (outcome in ('answered', 'token_refused', 'not_sent', 'unknown')),
      code bigint,
      at_ms bigint not null,
      exchange text not null
    );
INSERT INTO settlements VALUES(1,'answered',0,1796072475415,'{"id":"6502b632-463d-493b-afba-022765d7d908","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"message-1","profile":"emulator","endpoint":"create_message","message_id":"om_x100bdaa5452a559e52ee996987dcb09","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"93f2ae8e-2f2c-4e92-bcf4-a88bca75eb9b\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"93f2ae8e-2f2c-4e92-bcf4-a88bca75eb9b\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050115A06EF7B97B3174A07193","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"d7817a769b1817e6c023a2a167be146e","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"399","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100bdaa5452a559e52ee996987dcb09\",\"msg_type\":\"text\",\"create_time\":\"1796072475399\",\"update_time\":\"1796072475399\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_44bde59f2e97f7018da930bfd1fadf8b\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"93f2ae8e-2f2c-4e92-bcf4-a88bca75eb9b\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050115A06EF7B97B3174A07193","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"d7817a769b1817e6c023a2a167be146e","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"399","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100bdaa5452a559e52ee996987dcb09\",\"msg_type\":\"text\",\"create_time\":\"1796072475399\",\"update_time\":\"1796072475399\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_44bde59f2e97f7018da930bfd1fadf8b\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:15.393Z","duration_ms":7.5}],"code":0,"msg":"success","log_id":"20261201050115A06EF7B97B3174A07193","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:15.320Z","duration_ms":53.9}');
INSERT INTO settlements VALUES(2,'answered',0,1796072475552,'{"id":"d9fcbaac-7a3b-40df-a958-7208e0022cdd","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-accepted","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100bdaa5452a559e52ee996987dcb09","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501159706EE07F33BE2A38DFB","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"cf11cd910109f945f41ac4e14452bde0","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501159706EE07F33BE2A38DFB","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"cf11cd910109f945f41ac4e14452bde0","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:15.539Z","duration_ms":3.1}],"code":0,"msg":"success","log_id":"202612010501159706EE07F33BE2A38DFB","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:15.517Z","duration_ms":25.9}');
INSERT INTO settlements VALUES(3,'answered',230008,1796072475584,'{"id":"961be7b3-d6d2-441a-adc1-2f20df0cff51","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-rejected","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100bdaa5452a559e52ee996987dcb09","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"202612010501157DE12AD11D5C81B59663","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"35f2ef33e36f412c889e44020f6314ed","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"269","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"202612010501157DE12AD11D5C81B59663\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=202612010501157DE12AD11D5C81B59663&code=230008\"}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"202612010501157DE12AD11D5C81B59663","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"35f2ef33e36f412c889e44020f6314ed","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"269","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"202612010501157DE12AD11D5C81B59663\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=202612010501157DE12AD11D5C81B59663&code=230008\"}}","truncated":false},"failure":null,"code":230008,"started_at":"2026-11-30T21:01:15.579Z","duration_ms":2.7}],"code":230008,"msg":"follow up already exist.","log_id":"202612010501157DE12AD11D5C81B59663","troubleshooter":"https://open.feishu.cn/search?from=openapi&log_id=202612010501157DE12AD11D5C81B59663&code=230008","meaning":{"code":230008,"msg":"follow up already exist.","http_status":400,"meaning":{"zh":"这条消息已经有气泡。一条消息只能添加一次。","en":"The message already has bubbles. They can be added only once."},"advice":{"zh":"要换内容，请让机器人发一条新消息。如果上次没有收到响应，此错误码说明上次很可能已成功，除非有人在此期间添加过气泡。","en":"To change the bubbles, send a new message from the bot. If an earlier response was lost, this code is evidence that the request succeeded, unless someone else added bubbles."},"retryable":false,"source":"https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up"},"notes":[],"started_at":"2026-11-30T21:01:15.571Z","duration_ms":11}');
INSERT INTO settlements VALUES(4,'unknown',NULL,1796072475620,'{"id":"83702f15-729a-4b97-a6b7-45e0966b14eb","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-unknown","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100bdaa5452a559e52ee996987dcb09","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"unknown","outcome":"unknown","request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bdaa5452a559e52ee996987dcb09/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"code":null,"started_at":"2026-11-30T21:01:15.612Z","duration_ms":6.3}],"code":null,"msg":null,"log_id":null,"troubleshooter":null,"meaning":null,"notes":[],"started_at":"2026-11-30T21:01:15.599Z","duration_ms":19.4}');
INSERT INTO settlements VALUES(5,'answered',0,1796072475717,'{"id":"57d2f6a1-7905-4fd3-a724-23a84bf02693","actor":"local","attempt_of":null,"delivery":"56d352c2-849c-4843-8d2e-daf3ea7de75b","idempotency_key":"delivery-1","profile":"emulator","endpoint":"create_message","message_id":"om_x100ba3fdc2807f72a7a5fa967650614","body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"b08ecc04-a6b6-44ba-816a-a33b98c5e159\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"b08ecc04-a6b6-44ba-816a-a33b98c5e159\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501157099034967F621A3F28D","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"b715ce389719867717dc778cc5cd7921","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"396","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100ba3fdc2807f72a7a5fa967650614\",\"msg_type\":\"text\",\"create_time\":\"1796072475708\",\"update_time\":\"1796072475708\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_d7ac0ba8da5c2242ecbab3a1d7b821be\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"b08ecc04-a6b6-44ba-816a-a33b98c5e159\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501157099034967F621A3F28D","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"b715ce389719867717dc778cc5cd7921","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"396","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100ba3fdc2807f72a7a5fa967650614\",\"msg_type\":\"text\",\"create_time\":\"1796072475708\",\"update_time\":\"1796072475708\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_d7ac0ba8da5c2242ecbab3a1d7b821be\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:15.705Z","duration_ms":10.2}],"code":0,"msg":"success","log_id":"202612010501157099034967F621A3F28D","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:15.697Z","duration_ms":18.2}');
INSERT INTO settlements VALUES(6,'answered',0,1796072475771,'{"id":"0660dbf8-ec59-43f6-94e7-b6ad5e383655","actor":"local","attempt_of":null,"delivery":"56d352c2-849c-4843-8d2e-daf3ea7de75b","idempotency_key":"delivery-1:push","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100ba3fdc2807f72a7a5fa967650614","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100ba3fdc2807f72a7a5fa967650614/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501158AC7C39C4DD4A8578734","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"19c4d5a6e9d26ffbfb4ef182355900fe","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100ba3fdc2807f72a7a5fa967650614/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501158AC7C39C4DD4A8578734","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"19c4d5a6e9d26ffbfb4ef182355900fe","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:15.764Z","duration_ms":2.1}],"code":0,"msg":"success","log_id":"202612010501158AC7C39C4DD4A8578734","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:15.741Z","duration_ms":25}');
INSERT INTO settlements VALUES(7,'answered',0,1796072475996,'{"id":"87fa4876-b100-45b4-81df-f8cefafda11e","actor":"local","attempt_of":null,"delivery":"ee819cce-a1b6-41f5-926d-7abf49f50fa9","idempotency_key":"ab94c080-6973-49c6-b9c6-6b1eeed3af94:1","profile":"emulator","endpoint":"create_message","message_id":"om_x100bcb9b167e02a3b01b91c02acd041","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"35978095-6079-468e-884c-f79cba3f5529\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"35978095-6079-468e-884c-f79cba3f5529\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501159331408FB0349634DFB4","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"f3d205d46cfd990bf64c90c3922a2fe4","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"397","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100bcb9b167e02a3b01b91c02acd041\",\"msg_type\":\"text\",\"create_time\":\"1796072475994\",\"update_time\":\"1796072475994\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_44bde59f2e97f7018da930bfd1fadf8b\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"35978095-6079-468e-884c-f79cba3f5529\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501159331408FB0349634DFB4","date":"Mon, 30 Nov 2026 21:01:15 GMT","x-request-id":"f3d205d46cfd990bf64c90c3922a2fe4","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"397","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100bcb9b167e02a3b01b91c02acd041\",\"msg_type\":\"text\",\"create_time\":\"1796072475994\",\"update_time\":\"1796072475994\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_44bde59f2e97f7018da930bfd1fadf8b\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:15.993Z","duration_ms":1.9}],"code":0,"msg":"success","log_id":"202612010501159331408FB0349634DFB4","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:15.988Z","duration_ms":6.1}');
INSERT INTO settlements VALUES(8,'answered',0,1796072476013,'{"id":"a1e5f333-695f-4037-a988-b03b44ae320f","actor":"local","attempt_of":null,"delivery":"ee819cce-a1b6-41f5-926d-7abf49f50fa9","idempotency_key":"ab94c080-6973-49c6-b9c6-6b1eeed3af94:1:push","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100bcb9b167e02a3b01b91c02acd041","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bcb9b167e02a3b01b91c02acd041/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501160232FCDBF0FF7F00CD4E","date":"Mon, 30 Nov 2026 21:01:16 GMT","x-request-id":"ba2ecea54f25ebd01e7102b0ace718b8","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37389/open-apis/im/v1/messages/om_x100bcb9b167e02a3b01b91c02acd041/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501160232FCDBF0FF7F00CD4E","date":"Mon, 30 Nov 2026 21:01:16 GMT","x-request-id":"ba2ecea54f25ebd01e7102b0ace718b8","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:16.010Z","duration_ms":2.1}],"code":0,"msg":"success","log_id":"202612010501160232FCDBF0FF7F00CD4E","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:16.002Z","duration_ms":10.1}');
CREATE TABLE resolutions (
      n integer primary key autoincrement,
      seq bigint not null references intents (seq),
      verdict text not null check (verdict in ('delivered', 'not_delivered', 'undecided')),
      note text,
      actor text not null,
      at_ms bigint not null
    , source text not null default 'person', message_id text);
CREATE TABLE in_flight (
      seq bigint primary key references intents (seq),
      base_url text not null,
      message_id text,
      instance text not null,
      unique (base_url, message_id)
    );
INSERT INTO in_flight VALUES(9,'http://127.0.0.1:37389','om_x100bdaa5452a559e52ee996987dcb09','34ed150f-f31e-40fa-96ab-2864cbe333dd');
CREATE TABLE sweeps (
      n integer primary key autoincrement,
      upto bigint not null,
      removed bigint not null,
      at_ms bigint not null
    );
CREATE VIRTUAL TABLE search using fts5 (
        terms, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_-'"
      );
REPLACE INTO search_data VALUES(1,X'118b64');
REPLACE INTO search_data VALUES(10,X'00000000ff0000010202190002110101011000000801010111110000010000');
REPLACE INTO search_data VALUES(137438953473,X'0000014307306231635f31630906016c0905023271090304645f3163090304655f327009060174090304675f3168090304685f316509060167090601680906016c090304695f316c0903046a5f32730903046b5f316a0903046c5f31690906016b0906016c0905023274090205326e5f333909060163090304705f3168090502327009060172090304715f31630905023273090304725f32710906017a090304735f327009060172090304745f31680906016c09050232740905023332090304785f333809020533315f326e090304325f326e090304335f3331090304365f3270090304385f3336090304395f3337090304635f31640902076b69745f6e696a0902076e696a5f73657a09020773657a5f697032090112705f36353664373536633631373436663732090104736970320902036b69740902036e696a09020373657a090409040507070407070404040707070704040508040705040705070407040704050507080707070707070a0a0a15070606');
REPLACE INTO search_data VALUES(2336462209025,X'000007d607306231395f3165010601670104020601690706016b050205023270010406017101060175070304615f327207010502336307010304635f316301010101010101010601640101010201010106016501010102010101060166050101060167050201060168010101020101010601690101030106016a010103010106016b050206016c01010101010205023271010101010101010106017208060175010601050179010304645f31630101010101010101060164010101020101010601650101010201010106016705010106016801010102010106016905020106016a01040106016c01040105023270010402010601710304010601720701060173030304655f3139010601630101010201010106016405060166080601690101010201010106016b050106016c07050232700101010101010101060172010601730106010601740101010106017501070304665f316401040101060165080601660203020601670501010601680706016b0206016c060502327102030201060175010401010304675f313901040601630706016407010601670501060168010101010601690706016b010401010106016c05020502327001050601710506017207060173060106017401070304685f3139070601630101010201010106016405010601650101010103060167010101010301060168010101010306016a01020201010106016b0606016c0101010101020502327001060172030601730501060174010406017505010304695f31390506016307010601640101010201010106016505060166030406016805010601690306016a0501010106016b0706016c01010101050232700506017105060174010103046a5f31630203060164010601650501060166050106016701060168010601060169050106016b060106016c01040101010502327001040101010601710106017206060173010101010601740106010601750203010203046b5f31630501010601640302060165010601060167070601680606016a01010101010106016b0104010105023270060601710106010601720506017302030601740104020601750703046c5f31390706016305060164070106016501040106016601060601680106010601690101010101010106016a01010506016b010101010106016c010101010101050232700501060171010601060172060106017301060106017401010101060175050103036d5f790104020304735f327407010205326e5f3272050106017301060105023339020101020206016301010101010101010304705f313905060163010601060164050106016602030101010601680101010101010601690506016a01040106016b010506016c010401010105023270010101010601720201010201010601730102040106017401040106017505010502333003060131070106013307010304715f31630101010101020106016407010601660106016707060168030601690506016c010402010502327005010106017201060106017301010101060174020601750106010304725f31390106060163050201060165050106016606060167060601680506016a0606016b0306016c05010502327001060106017101010101030106017201010301010106017307010601740101030101010601750106017a02010102020502333307010304735f31630701060164030601670501020601680306016a01060105023270010101010601710806017201010101010106017301050101060174030601750101050105023364030304745f3139010606016107010601630205010601640302060165010105010601680101010106016b01040106016c010101010502327003060171010601720506017401010101060175010502333005060132020101020206013701010301010106016301020202010304755f316308060164010601060165010406016602060167010601680501010601690506016a010401010106016b0104010101050232700104010101060171020506017208060173050106017505010205023333030304775f327405060178070304785f32700701050233320701060137030601380201010202020533305f3274070106017807010502333003020601330302060136030304315f326e01010101010101010502333407010304325f316107010502326e0201010202050179070304335f33300306013101010101010101010601390104010101060162030601640701050179050304345f333007010304365f32700201010202060174030304375f3337010103010101060138030601390101030101010304385f316103050232740104020502333602010102020501790104020304395f317307010502326e0104010101060172010103010101050233340306013702010102020304635f31640101010101010101050232700701060178030401050233380104020304645f333907010303665f7901040202076a33635f686f640102076b69745f6e696a020101020202076e696a5f73657a0201010202020773657a5f69703202010102020204795f316d0104020402327705020402333801040205016801040204036a3363010103635f30010103010101030632333030303803010a6f5f616e737765726564010101020101010307756e6b6e6f776e040112705f363536643735366336313734366637320101010101010101010473686f64010203697032020101020202036a33630102036b6974020101020202036e696a0201010202020373657a0201010202040906040506040408060e0a0a06060a070805090c0406040e0a0a060906060608060504070a04040a05040c040607050a040606040404080708040505070408050604040505070a05080908090409050405050507050a04050504070407050405080405050406050508090404070607090506040409070506040506040704050605060a06080906060506070508080906090b07060508090406050808090706050505050d05040404040707060704060806050404040404050709090509040806080406040608040907040705080506050707060705040407040508090807060504040604080809050405060507040806040809050605040e06080904070b08040504080b040c04090707090608090905080e06060708080a0e0e0e09060706060b09130a1c070a060a0a');
REPLACE INTO search_idx VALUES(1,X'',2);
REPLACE INTO search_idx VALUES(17,X'',2);
REPLACE INTO search_docsize VALUES(1,X'8108',2);
REPLACE INTO search_docsize VALUES(2,X'54',4);
REPLACE INTO search_docsize VALUES(3,X'5b',6);
REPLACE INTO search_docsize VALUES(4,X'32',8);
REPLACE INTO search_docsize VALUES(5,X'8106',10);
REPLACE INTO search_docsize VALUES(6,X'6f',12);
REPLACE INTO search_docsize VALUES(7,X'8118',14);
REPLACE INTO search_docsize VALUES(8,X'7b',16);
REPLACE INTO search_docsize VALUES(9,X'31',17);
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
INSERT INTO templates VALUES('f428b823-9ea9-4856-b551-a342ab017681','Parcels','',2,replace('parcels\n\n第二版','\n',char(10)),'local',1796072475635,1796072475649,NULL);
CREATE TABLE template_versions (
    template_id text not null references templates (id),
    version bigint not null,
    follow_ups text not null,
    actor text not null,
    at_ms bigint not null, message text,
    primary key (template_id, version)
  );
INSERT INTO template_versions VALUES('f428b823-9ea9-4856-b551-a342ab017681',1,'[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]','local',1796072475635,NULL);
INSERT INTO template_versions VALUES('f428b823-9ea9-4856-b551-a342ab017681',2,'[{"content":"第二版"}]','local',1796072475649,NULL);
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
INSERT INTO profiles VALUES('70ec3ee8-d1f7-4a04-a01c-4d5a3b61625f','Shop','feishu','https://open.feishu.cn','cli_a123456789abcdef','custom','gray','production',NULL,NULL,NULL,'v1.fa7Tmh4hh2ovWAAzf3Y9Q3QSjj0C3U1pXqATKRTT2T9f2PZqJyw1_IYESjnxvF6dfA','eb24d8ed',1796072475668,NULL,NULL,NULL,1796072475669,1796072475669,NULL);
CREATE TABLE key_check (
    n bigint primary key check (n = 1),
    sealed text not null
  );
INSERT INTO key_check VALUES(1,'v1.jCqDi_o9hoX5DSD0ilwBdb7KKku9r3IlIHjWN--_H42zQQcoGXkslNYiJ9FG');
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
    search text not null, language text,
    primary key (profile, base_url, receive_id_type, receive_id)
  );
INSERT INTO recipients VALUES('emulator','http://127.0.0.1:37389','open_id','ou_d7add75482df8bca0fa9579d7e20bf1a','Ann','oc_44bde59f2e97f7018da930bfd1fadf8b',1,1796072475988,replace('ann\nou_d7add75482df8bca0fa9579d7e20bf1a\noc_44bde59f2e97f7018da930bfd1fadf8b','\n',char(10)),NULL);
INSERT INTO recipients VALUES('emulator','http://127.0.0.1:37389','open_id','ou_c99a1051792afae873ff5d44880319f8',NULL,'oc_d7ac0ba8da5c2242ecbab3a1d7b821be',0,1796072475697,replace('ou_c99a1051792afae873ff5d44880319f8\noc_d7ac0ba8da5c2242ecbab3a1d7b821be','\n',char(10)),NULL);
CREATE TABLE deliveries (
      seq integer primary key autoincrement,
      id text not null unique,
      idempotency_key text not null unique,
      fingerprint text not null,
      actor text not null,
      profile text not null,
      base_url text not null,
      receive_id_type text,
      receive_id text,
      -- What the person was chosen by.
      label text,
      template_id text,
      template_version bigint,
      template_values text,
      template_language text,
      -- JSON of the first message; null for bubbles under an existing message.
      message text,
      message_id text,
      follow_ups text not null,
      -- 0 if a secret was redacted, so that the stored texts cannot be sent.
      exact bigint not null,
      uuid text not null,
      list_id text,
      created_at_ms bigint not null,
      search text not null
    , unsent bigint not null default 1);
INSERT INTO deliveries VALUES(1,'56d352c2-849c-4843-8d2e-daf3ea7de75b','delivery-1','c0500195a7a2b035411cbaccc21d0228dfa9705ad4ca7a910a23a1fffd4b5748','local','emulator','http://127.0.0.1:37389','open_id','ou_c99a1051792afae873ff5d44880319f8',NULL,NULL,NULL,NULL,NULL,'{"text":"Hello"}',NULL,'[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]',1,'b08ecc04-a6b6-44ba-816a-a33b98c5e159',NULL,1796072475690,replace('ou_c99a1051792afae873ff5d44880319f8\n{"text":"hello"}\n[{"content":"查看进度","i18n_contents":[{"content":"track it","language":"en_us"}]}]','\n',char(10)),0);
INSERT INTO deliveries VALUES(2,'ee819cce-a1b6-41f5-926d-7abf49f50fa9','ab94c080-6973-49c6-b9c6-6b1eeed3af94:1','56a2d9064e32ff706f609fa53680c2b7801eed6164f92b4f8c08ecdd306b8f61','local','emulator','http://127.0.0.1:37389','open_id','ou_d7add75482df8bca0fa9579d7e20bf1a','lin.xiaoyu@example.com',NULL,NULL,NULL,NULL,'{"text":"Hi Lin"}',NULL,'[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]',1,'35978095-6079-468e-884c-f79cba3f5529','ab94c080-6973-49c6-b9c6-6b1eeed3af94',1796072475978,replace('ou_d7add75482df8bca0fa9579d7e20bf1a\nlin.xiaoyu@example.com\n{"text":"hi lin"}\n[{"content":"查看进度","i18n_contents":[{"content":"track it","language":"en_us"}]}]','\n',char(10)),0);
CREATE TABLE events (
      seq integer primary key autoincrement,
      kind text not null,
      actor text not null,
      at_ms bigint not null,
      -- The id of the template or app; null for the history.
      subject text,
      name text,
      -- JSON of what was removed.
      details text
    );
CREATE TABLE lists (
      seq integer primary key autoincrement,
      id text not null unique,
      idempotency_key text not null unique,
      fingerprint text not null,
      name text not null,
      actor text not null,
      profile text not null,
      base_url text not null,
      template_id text,
      template_version bigint,
      -- JSON with {{variables}}; null if every row puts bubbles under an earlier message.
      message text,
      follow_ups text not null,
      -- Percent of the rows; null never pauses automatically.
      pause_percent bigint,
      state text not null,
      paused_by text,
      -- The run of the console that sends it; null if none does.
      instance text,
      -- JSON of the schedule.
      schedule text,
      starts_at_ms bigint,
      again_of text,
      total bigint not null,
      created_at_ms bigint not null,
      checked_at_ms bigint,
      started_at_ms bigint,
      finished_at_ms bigint
    , message_i18n text);
INSERT INTO lists VALUES(1,'ab94c080-6973-49c6-b9c6-6b1eeed3af94','ab94c080-6973-49c6-b9c6-6b1eeed3af94','44894335ec274848c1209ce2fafce89e164022ddd862d87b3ef687d9fb60e307','March','local','emulator','http://127.0.0.1:37389',NULL,NULL,'{"text":"Hi {{name}}"}','[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]',20,'finished',NULL,NULL,NULL,NULL,NULL,2,1796072475788,1796072475912,1796072475832,1796072476031,NULL);
CREATE TABLE list_rows (
      list_id text not null,
      n bigint not null,
      typed text not null,
      receive_id_type text,
      receive_id text,
      label text,
      -- The message of an earlier list that gets the bubbles; null for a new message.
      message_id text,
      message_at_ms bigint,
      row_values text not null,
      -- JSON of what a check found.
      issues text not null,
      included bigint not null,
      -- The kind of the first issue that blocks it.
      blocked text,
      -- Its outcome when the list was done with it, for when its delivery is removed.
      outcome text, language text,
      primary key (list_id, n)
    );
INSERT INTO list_rows VALUES('ab94c080-6973-49c6-b9c6-6b1eeed3af94',1,'lin.xiaoyu@example.com','open_id','ou_d7add75482df8bca0fa9579d7e20bf1a','lin.xiaoyu@example.com',NULL,NULL,'{"name":"Lin"}','[]',0,NULL,'sent',NULL);
INSERT INTO list_rows VALUES('ab94c080-6973-49c6-b9c6-6b1eeed3af94',2,'missing@example.com','email','missing@example.com','missing@example.com',NULL,NULL,'{"name":"Bob"}','[{"kind":"not_found","blocking":true}]',0,'not_found',NULL,NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('intents',9);
INSERT INTO sqlite_sequence VALUES('deliveries',2);
INSERT INTO sqlite_sequence VALUES('lists',1);
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
CREATE INDEX deliveries_by_time on deliveries (created_at_ms, seq);
CREATE INDEX deliveries_by_recipient on deliveries (receive_id, seq);
CREATE INDEX deliveries_by_list on deliveries (list_id, seq) where list_id is not null;
CREATE INDEX intents_by_delivery on intents (delivery, seq) where delivery is not null;
CREATE INDEX intents_by_actor on intents (actor, seq);
CREATE INDEX intents_by_endpoint on intents (endpoint, seq);
CREATE TRIGGER events_stay before update on events
        begin select raise(abort, 'events are never changed'); end;
CREATE TRIGGER events_last before delete on events
        begin select raise(abort, 'events are never removed'); end;
CREATE INDEX lists_to_run on lists (state) where state in ('running', 'scheduled');
CREATE INDEX deliveries_unsent on deliveries (created_at_ms, seq) where unsent = 1;
COMMIT;
PRAGMA user_version = 9;
PRAGMA application_id = 1181707349;
