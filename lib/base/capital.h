/*
 * Amounts in Chinese capitals (大写金额), as forms and receipts want them: the basic rules on
 * filling in bills and settlement vouchers (正确填写票据和结算凭证的基本规定), which come with the
 * measures on payment and settlement (支付结算办法).
 */
#ifndef BANGFU_BASE_CAPITAL_H
#define BANGFU_BASE_CAPITAL_H

#include "base/buffer.h"
#include "base/money.h"

/*
 * Appends an amount: 壹仟肆佰零玖元伍角, 壹万贰仟元整, 伍角叁分. It ends in 整 after 元 and in
 * nothing after 角 and 分. Zeros in the middle are one 零; where the rules leave it open (the digit
 * before 仟 or 角 is 0) none is written. 负 stands before an amount below zero.
 */
void capital_put(struct buffer *out, struct money amount);

#endif
