"""Five kinds of newspaper copy, each hard for a line setter in its own way: for counting what goes wrong in narrow columns."""

from __future__ import annotations

from typing import Final

NEWS: Final = """
近日，历时一年的“武进国家高新技术产业开发区清洁生产审核创新试点项目”顺利完成各项既定目标，试点成效获得社会各界的高度评价。183家被纳入试点范畴的园区企业以绿色创新走好清洁生产之路，进一步擦亮了武高新高质量发展的底色，为园区建设近零碳园区筑实基础。
“如今，园区企业清洁生产的覆盖面和参与度显著提升，也使园区的环境管理能力得到进一步提高。”武高新经济发展局局长助理黄鹏介绍。
底蕴深厚，未来可期。11月17日—24日，区委书记沈东以实地走访、听取汇报、谈心谈话的方式，集中调研全区各镇、开发区、街道，强调要深入学习贯彻党的二十大和二十届三中全会精神，找准武进自身的发展节奏，坚定信心，鼓足干劲，崇尚实干、勇争一流。
要做好调查研究，进一步理顺开发区与镇（街道）的关系、理顺国企与镇（街道）职能部门的关系。
各级党员干部要以担当之勇，做到“新官”理“旧账”，全力化解安置房等历史遗留问题；同时要聚焦群众急难愁盼问题，持续丰富教育、医疗、养老、托幼等公共资源供给。
""".strip()
"""Plain reporting: quotes, lists with 、, long sentences."""

FIGURES: Final = """
国家统计局昨日发布数据：2024年1—10月，全市实现地区生产总值8921.4亿元，同比增长5.8%，其中第二产业增加值4213.07亿元，增长6.3%；进出口总额3057.9亿元，增长12.5%，比上年同期高3.2个百分点。
上午10:30开盘，10：45许成交量即达3.5万吨，每吨报价￥300—￥315，较前一日下跌1.2‰；到15时，全天成交10.86万吨，约合US$450万。
据第3版《统计年鉴2023—2024》载，该镇现有耕地3.25万亩、水面1200公顷，农户4860家，人均年收入52300元，户均面积100㎡，最低气温-5℃，最高38.5℃，年均降水1100毫米。
全程42.195公里的比赛中，来自16个国家和地区的20000多名选手参赛，第1名用时2小时8分15秒，比第2名快了0.7秒，奖金为5万元。
2025年第4季度，全区新开工亿元以上项目128个，总投资1260亿元，完成年度计划的105.3%，拉动投资增长约8.6个百分点。
""".strip()
"""Numbers with units, signs, decimals, times and ranges."""

SPEECH: Final = """
“什么叫‘为人民服务’？”老张放下茶杯，一字一顿地说，“就是‘把别人的事当成自己的事’！”会场里静了片刻——随即响起了掌声……
她笑着问：“真的吗？！”“当然是真的！！！”孩子们齐声喊道，“老师说过：‘说到做到，才叫本事。’”
“不，不是这样……”他沉默了很久——大约有一支烟的工夫——才又开口，“我说的是‘应该’，不是‘必须’（这两个词，你分得清吗？）。”
“来吧，来吧！”“再等等……”“还等什么呢？”三个人你一言、我一语，谁也说服不了谁。
“《孔乙己》里说：‘多乎哉？不多也。’（见《鲁迅全集》第1卷）这句话，”老师顿了顿，“你们读懂了吗？”
""".strip()
"""Talk: nested quotes, marks that meet, dashes and ellipses."""

LATIN: Final = """
新款笔记本采用ARM架构的M4芯片，配备24GB内存与1TB固态硬盘，Wi-Fi 7的峰值速率可达5.8Gbps，续航18小时；预装的Visual Studio Code与Microsoft 365均已适配AI PC的Copilot+功能。
演示文稿用A4纸打印，最高时速达350km/h的CR400AF列车，与5G-A、IPv6、C++、e-mail一样，早已是“普通话”里的常用词。
欢迎访问https://www.wujin.gov.cn/news/2024/11/17/index.html?id=20241117&from=app了解详情，或发邮件至wujin-daily.newsroom@czwj.example.com，热线0519-86310000（24/7）。
美国有线电视新闻网（CNN）援引The New York Times的报道称，OpenAI的ChatGPT与Google的Gemini在MMLU测试中的得分分别为88.7与90.0。
世界卫生组织（World Health Organization）总干事Tedros Adhanom Ghebreyesus表示，mRNA疫苗对SARS-CoV-2的JN.1变异株依然有效。
""".strip()
"""Han mixed with Latin words, names, addresses."""

CULTURE: Final = """
列夫·托尔斯泰的《战争与和平》《安娜·卡列尼娜》《复活》，费奥多尔·米哈伊洛维奇·陀思妥耶夫斯基的《罪与罚》，都列在这份书单上（共100种，每周一、三、五上架）。
“中国·武进第十届西太湖半程马拉松”将于4月12日～13日举行，北京—上海—常州的G字头列车加开3～5趟；详见本报A02/A03版。
专家把它概括为“三个一”：一座城（武进）、一条河（京杭大运河〈常州段〉）、一方人［江南］。
大运河畔，春秋淹城、太湖湾、嬉戏谷、嘉泽花木……，一处处景点连缀成线；《阳湖拳》《锡剧》《留青竹刻》等非遗项目轮番登场。
马克思、恩格斯《德意志意识形态》（节选），《马克思恩格斯选集》第1卷，人民出版社2012年版，第146—147页。
""".strip()
"""Names with middle dots, titles side by side, ranges with ～ and —, brackets in brackets."""

KINDS: Final = {
    "news": NEWS,
    "figures": FIGURES,
    "speech": SPEECH,
    "latin": LATIN,
    "culture": CULTURE,
}
"""Each kind's paragraphs, one a line."""
