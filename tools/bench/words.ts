// Two-character words that share no pair of characters, so that how often a word is found is known beforehand.

/** Every twentieth name begins with each of these: 5 % of the register, all in one place of the order by name. */
export const BEGINNINGS =
  '凌霄 瀚洋 启明 鲲鹏 泰岱 琅琊 崂峰 胶澳 青岚 即沐 栖霞 沧溟 翠屏 丹霞 云汉 玄武 白鹭 赤松 紫薇 金乌'.split(' ');

export const FIELDS =
  '轴承 电池 芯片 雷达 激光 涂料 催化 膜材 氢燃 锂盐 钛合 陶瓷 机床 泵阀 齿轮 船舶 港机 风机 光伏 储能 育种 疫苗 影像 基因 超算 存储 显示 导航 无人 航材 车桥 底盘 轮胎 钢构 管缆 水泥 织造 印染 酿造 乳品'.split(
    ' ',
  );

export const PROCESSES = '制备 检测 封装 集成 装配 回收 仿真 运维 减排 调控 精铸 热处 标定 耦合 溯源 分拣'.split(' ');

/** In the names of 5 % of the register, spread over every filter and every order. */
export const FREQUENT = '海藻';
/** In seven names, whatever the size of the register. */
export const RARE = '冷泉';
/** In every member's name. */
export const EVERYWHERE = '有限公司';
